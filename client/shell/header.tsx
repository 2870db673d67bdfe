import { Link, useParams, useRouter } from '@tanstack/react-router';
import { Braces, ChevronsUpDown, Command, Keyboard, LogOut, Monitor, Moon, Search, Sun } from 'lucide-react';
import { type ReactNode, use } from 'react';
import { keysOf } from '#formats/keys-of.ts';
import { showInvisible } from '#formats/show-invisible.ts';
import { goToGraphiql, hasGraphiql } from '../data/graphiql.ts';
import { Avatar } from '../ui/avatar.tsx';
import { IconButton } from '../ui/button.tsx';
import { keyName } from '../ui/kbd.tsx';
import { Menu } from '../ui/menu.tsx';
import type { Crumb } from './crumb.ts';
import styles from './header.module.css';
import { placesIn } from './places.tsx';
import { ShellContext } from './shell-context.ts';
import * as strings from './strings.ts';
import { setTheme, type Theme, useTheme } from './theme.ts';
import { AccountContext, useViewer, type Viewer } from './viewer.ts';

interface HeaderProps {
  crumbs: readonly Crumb[];
  start?: ReactNode;
  /** Controls of the page. */
  children?: ReactNode;
}

export function Header({ crumbs, start, children }: HeaderProps) {
  const viewer = useViewer();
  const { openPalette } = use(ShellContext);
  // Hides the crumb of the dataset list from visitors, because they may only see the shared dataset.
  const shown = viewer?.shared ? crumbs.filter(({ to }) => to === undefined || to.includes('/d/')) : crumbs;
  return (
    <header className={styles.header}>
      {start}
      <Link to="/" className={styles.brand} aria-label={strings.home}>
        <Mark />
      </Link>
      {viewer && viewer.organizations.length > 0 && <OrganizationSwitcher viewer={viewer} />}
      <nav aria-label={strings.breadcrumbs} className={styles.crumbs}>
        <ol>
          {shown.map((crumb, i) => (
            <li key={crumb.to ?? i}>
              {crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : <span aria-current="page">{crumb.label}</span>}
            </li>
          ))}
        </ol>
      </nav>
      <div className={styles.controls}>{children}</div>
      {viewer && !viewer.shared && <SearchLink />}
      <IconButton label={strings.commands} keys={keyName('mod+k')} icon={<Command size={15} />} onClick={openPalette} />
      {viewer && <AccountMenu viewer={viewer} />}
    </header>
  );
}

/** Link to the search of the current organization. */
function SearchLink() {
  const { org } = useParams({ strict: false });
  if (org === undefined) return null;
  return (
    <Link to="/o/$org/search" params={{ org }} search={{}} className={styles.search} aria-label={strings.searchAll}>
      <Search size={14} aria-hidden />
      <span>{strings.searchAll}</span>
    </Link>
  );
}

function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden>
      <rect x="2.8" y="2.8" width="14.4" height="14.4" rx="3" />
      <path d="m3 13.4 4-4 3.6 3.6 2-2 4.4 4" strokeLinejoin="round" />
      <circle cx="12.6" cy="7.2" r="1.2" fill="currentColor" stroke="none" />
    </svg>
  );
}

function OrganizationSwitcher({ viewer }: { viewer: Viewer }) {
  const router = useRouter();
  const { org } = useParams({ strict: false });
  const current = viewer.organizations.find((organization) => organization.slug === org);
  return (
    <Menu
      label={strings.organizations}
      sections={[
        {
          title: strings.organizations,
          items: viewer.organizations.map((organization) => ({
            id: organization.slug,
            label: showInvisible(organization.name),
            icon: <Avatar name={organization.name} shape="square" />,
            note: organization.role.toLowerCase(),
            isChecked: organization === current,
            onSelect: () => void router.navigate({ to: '/o/$org', params: { org: organization.slug } }),
          })),
        },
      ]}
      renderTrigger={(props) => (
        <button
          type="button"
          {...props}
          className={styles.switcher}
          aria-label={strings.organization(showInvisible(current?.name ?? strings.noOrganization))}
        >
          {current && <Avatar name={current.name} shape="square" />}
          <span className={styles.name}>{showInvisible(current?.name ?? strings.organizations)}</span>
          <ChevronsUpDown size={13} aria-hidden />
        </button>
      )}
    />
  );
}

const themeIcons: Record<Theme, ReactNode> = {
  system: <Monitor size={15} />,
  light: <Sun size={15} />,
  dark: <Moon size={15} />,
};

function AccountMenu({ viewer }: { viewer: Viewer }) {
  const theme = useTheme();
  const { openHelp } = use(ShellContext);
  const { signOut } = use(AccountContext);
  const router = useRouter();
  const { org } = useParams({ strict: false });
  const role = viewer.organizations.find(({ slug }) => slug === org)?.role;
  return (
    <Menu
      label={strings.account}
      align="end"
      header={
        <div className={styles.person}>
          <strong>{showInvisible(viewer.name)}</strong>
          <span>{viewer.email}</span>
        </div>
      }
      sections={[
        {
          title: strings.theme,
          items: keysOf(themeIcons).map((choice) => ({
            id: choice,
            label: strings.themes[choice],
            icon: themeIcons[choice],
            isChecked: choice === theme,
            onSelect: () => setTheme(choice),
          })),
        },
        {
          items:
            org && role
              ? placesIn(org, role).map(({ to, ...place }) => ({
                  ...place,
                  onSelect: () => void router.navigate({ to }),
                }))
              : [],
        },
        {
          items: [
            ...(hasGraphiql && !viewer.shared
              ? [{ id: 'graphiql', label: strings.graphiql, icon: <Braces size={15} />, onSelect: goToGraphiql }]
              : []),
            { id: 'keys', label: strings.shortcuts, icon: <Keyboard size={15} />, keys: '?', onSelect: openHelp },
            {
              id: 'sign-out',
              label: viewer.shared ? strings.leave : strings.signOut,
              icon: <LogOut size={15} />,
              onSelect: signOut,
            },
          ],
        },
      ]}
      renderTrigger={(props) => (
        <button
          type="button"
          {...props}
          aria-label={strings.accountOf(showInvisible(viewer.name))}
          className={styles.account}
        >
          <Avatar name={viewer.name} />
        </button>
      )}
    />
  );
}
