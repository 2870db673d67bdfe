import { useNavigate } from '@tanstack/react-router';
import { Share2 } from 'lucide-react';
import { useOrganization } from '../settings/use-organization.ts';
import { IconButton } from '../ui/button.tsx';

/** Leads publishers to who sees the dataset, and to its share links. */
export function AccessLink({ organization: org, slug }: { organization: string; slug: string }) {
  const navigate = useNavigate();
  if (!useOrganization(org).isPublisher) return null;
  return (
    <IconButton
      label="Share"
      icon={<Share2 size={15} />}
      onClick={() => void navigate({ to: '/o/$org/d/$slug/access', params: { org, slug } })}
    />
  );
}
