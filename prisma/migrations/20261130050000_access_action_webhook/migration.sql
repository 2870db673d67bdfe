-- The access log records changes of webhooks.
ALTER TYPE "AccessAction" ADD VALUE IF NOT EXISTS 'WEBHOOK';
