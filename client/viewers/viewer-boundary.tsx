import { Component, type ReactNode } from 'react';
import { BrokenMedia } from './broken-media.tsx';

/** Keeps a viewer that fails, or cannot be loaded, from taking the page along. */
export class ViewerBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    return (
      <BrokenMedia title="The viewer stopped" onRetry={() => this.setState({ isBroken: false })}>
        Something in this file was not expected. The file itself is safe and may be downloaded.
      </BrokenMedia>
    );
  }
}
