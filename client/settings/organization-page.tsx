import { Link } from '@tanstack/react-router';
import { Activity, KeyRound, ScrollText, UserRound, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Crumb } from '../shell/crumb.ts';
import { Page } from '../shell/page.tsx';
import styles from './organization-page.module.css';

interface OrganizationPageProps {
  org: string;
  title: string;
  crumbs?: readonly Crumb[];
  bar?: ReactNode;
  status?: ReactNode;
  children: ReactNode;
}

/** A page about an organization rather than its datasets: beside it, the others of its kind. */
export function OrganizationPage({ org, title, crumbs, ...rest }: OrganizationPageProps) {
  return (
    <Page
      title={title}
      crumbs={crumbs ?? [{ label: title }]}
      asideLabel="Organization"
      aside={<OrganizationNav org={org} />}
      {...rest}
    />
  );
}

function OrganizationNav({ org }: { org: string }) {
  const settings = [
    { page: 'tokens', label: 'Tokens', icon: <KeyRound size={15} aria-hidden /> },
    { page: 'members', label: 'Members', icon: <Users size={15} aria-hidden /> },
    { page: 'account', label: 'Your account', icon: <UserRound size={15} aria-hidden /> },
  ];
  return (
    <nav aria-label="Organization" className={styles.nav}>
      <h2>What happens</h2>
      <Link to="/o/$org/ingest" params={{ org }} className={styles.link}>
        <Activity size={15} aria-hidden />
        Publishing
      </Link>
      <Link to="/o/$org/access" params={{ org }} className={styles.link}>
        <ScrollText size={15} aria-hidden />
        Access log
      </Link>
      <h2>Settings</h2>
      {settings.map(({ page, label, icon }) => (
        <Link key={page} to="/o/$org/settings/$" params={{ org, _splat: page }} className={styles.link}>
          {icon}
          {label}
        </Link>
      ))}
    </nav>
  );
}
