import i18next from "i18next";
import { Component, type ReactNode } from "react";
import { EmptyState } from "./empty-state.tsx";
import { isMissingCode } from "./missing-code.ts";

/** The last net: whatever breaks while drawing, a person is told and can go on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    const isMissing = isMissingCode(this.state.error);
    return (
      <EmptyState
        icon={isMissing ? "offline" : "warning"}
        title={i18next.t(isMissing ? "shell.missing.title" : "shell.error.title")}
        text={i18next.t(isMissing ? "shell.missing.text" : "shell.error.text")}
      >
        <button type="button" className="k-button is-primary" onClick={() => location.reload()}>
          {i18next.t("common.reload")}
        </button>
      </EmptyState>
    );
  }
}
