import i18next from "i18next";
import { Component, type ReactNode } from "react";
import { EmptyState } from "./empty-state.tsx";

/** The last net: whatever breaks while drawing, a person is told and can go on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <EmptyState icon="warning" title={i18next.t("shell.error.title")} text={i18next.t("shell.error.text")}>
        <button type="button" className="k-button is-primary" onClick={() => location.reload()}>
          {i18next.t("common.reload")}
        </button>
      </EmptyState>
    );
  }
}
