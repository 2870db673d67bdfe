import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Crumb } from '../shell/crumb.ts';
import { Page } from '../shell/page.tsx';
import { type Place, placesIn } from '../shell/places.tsx';
import { useViewer } from '../shell/viewer.ts';
import styles from './organization-page.module.css';
import * as strings from './strings.ts';

interface OrganizationPageProps {
  org: string;
  title: string;
  crumbs?: readonly Crumb[];
  bar?: ReactNode;
  status?: ReactNode;
  children: ReactNode;
}

/** Page about an organization itself, with links to its other pages. */
export function OrganizationPage({ org, title, crumbs, ...rest }: OrganizationPageProps) {
  return (
    <Page
      title={title}
      crumbs={crumbs ?? [{ label: title }]}
      asideLabel={strings.organization}
      aside={<OrganizationNav org={org} />}
      {...rest}
    />
  );
}

function OrganizationNav({ org }: { org: string }) {
  const role = useViewer()?.organizations.find(({ slug }) => slug === org)?.role;
  const places = placesIn(org, role);
  const happenings = places.filter(({ isSetting }) => !isSetting);
  return (
    <nav aria-label={strings.organization} className={styles.nav}>
      {happenings.length > 0 && <h2>{strings.activity}</h2>}
      {happenings.map(linkTo)}
      <h2>{strings.settings}</h2>
      {places.filter(({ isSetting }) => isSetting).map(linkTo)}
    </nav>
  );
}

function linkTo({ id, label, icon, to }: Place) {
  return (
    <Link key={id} to={to} className={styles.link}>
      {icon}
      {label}
    </Link>
  );
}
