-- A password that was changed or reset stands in the access log by a name of its own.
ALTER TYPE "AccessAction" ADD VALUE 'PASSWORD_CHANGE';
