import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type BegunDemo, begunDemoKey, demo, demoQuery } from "../api/demo.ts";
import { Icon } from "../icons/icon.tsx";
import { DemoAccounts } from "./demo-accounts.tsx";
import { DemoKept } from "./demo-kept.tsx";
import "./demo.css";

/** Makes the demo company, tells how far it is, and takes it away again. `isCompact`: below a choice that has named it already. */
export function DemoPanel({ isCompact = false }: { isCompact?: boolean }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const { data: status } = useQuery(demoQuery);
  const { data: begun } = useQuery<BegunDemo | null>({ queryKey: begunDemoKey, queryFn: () => null, enabled: false });
  if (!status) return <div className="k-bone" style={{ height: 120 }} />;
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      void message.error((error as Error).message);
    }
    setBusy(false);
  };
  const remove = () =>
    modal.confirm({
      title: t("demo.remove.title"),
      content: t("demo.remove.text"),
      okText: t("demo.remove.action"),
      okButtonProps: { danger: true },
      onOk: () => act(demo.remove),
    });
  const isRunning = status.state === "making" || status.state === "removing";
  const isThere = status.state === "made" || status.state === "failed";
  return (
    <div className="k-demo">
      <section className="k-demo-card">
        {isCompact ? null : (
          <span className="k-demo-mark" aria-hidden="true">
            <Icon name="customer" size={22} />
          </span>
        )}
        <div className="k-stack">
          {isCompact ? null : <h2>{t("demo.name")}</h2>}
          <p className="k-quiet">{t("demo.text")}</p>
          {isRunning ? <DemoProgress state={status.state} done={status.done} total={status.total} /> : null}
          {status.state === "made" ? (
            <p className="k-demo-state">
              <Icon name="check" size={14} /> {t("demo.made")}
            </p>
          ) : null}
          {status.state === "made" && !begun && !isCompact ? (
            <p className="k-quiet">
              {t("demo.forgotten")} <Link to="/settings/users">{t("demo.toUsers")}</Link>
            </p>
          ) : null}
          {status.state === "failed" ? <p className="k-error">{t("demo.failed")}</p> : null}
          {status.state === "removed" ? <p className="k-quiet">{t("demo.removed", { count: status.removed })}</p> : null}
          <div className="k-row-gap">
            {status.state === "none" || status.state === "removed" ? (
              <button type="button" className="k-button is-primary" disabled={isBusy} onClick={() => void act(demo.make)}>
                {t("demo.make")}
              </button>
            ) : null}
            {isThere ? (
              <button type="button" className="k-button is-danger" disabled={isBusy} onClick={remove}>
                <Icon name="trash" size={14} /> {t("demo.remove.action")}
              </button>
            ) : null}
            {status.state === "removed" && status.kept_count > 0 ? (
              <button type="button" className="k-button" disabled={isBusy} onClick={() => void act(demo.remove)}>
                {t("demo.removeAgain")}
              </button>
            ) : null}
          </div>
        </div>
      </section>
      {begun && (isThere || status.state === "making") ? <DemoAccounts begun={begun} /> : null}
      {status.state === "removed" && status.kept_count > 0 ? <DemoKept status={status} /> : null}
    </div>
  );
}

function DemoProgress({ state, done, total }: { state: "making" | "removing" | string; done: number; total: number }) {
  const { t } = useTranslation();
  const percent = total > 0 ? Math.round((100 * done) / total) : 0;
  const words = t(state === "making" ? "demo.making" : "demo.removing");
  return (
    <div>
      <div className="k-demo-bar" role="progressbar" aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100} aria-label={words}>
        <span style={{ width: `${percent}%` }} />
      </div>
      <p className="k-muted" aria-live="polite">
        {words} {percent}% · {t("demo.mayLeave")}
      </p>
    </div>
  );
}
