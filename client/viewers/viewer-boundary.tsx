import { Component, type ReactNode } from 'react';
import { CannotShow } from './cannot-show.tsx';
import * as strings from './strings.ts';

/** Keeps the page working when a viewer throws or cannot be loaded. */
export class ViewerBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    return <CannotShow onRetry={() => this.setState({ isBroken: false })}>{strings.viewerFailed}</CannotShow>;
  }
}
