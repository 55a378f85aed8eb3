import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { type SessionInfo, sessions } from "../api/sessions.ts";
import { formatRelative } from "../format/date.ts";
import { BoneRows } from "../shell/page-skeleton.tsx";

/** Where the person is signed in, each of which can be ended. */
export function Sessions() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ["sessions"], queryFn: sessions.list });
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ["sessions"] });
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  return (
    <section className="k-panel is-padded" aria-label={t("profile.sessions.title")}>
      <div className="k-panel-head">
        <h2 style={{ fontSize: 13 }}>{t("profile.sessions.title")}</h2>
        {data && data.length > 1 ? (
          <button type="button" className="k-link-button is-danger" onClick={() => void attempt(sessions.endOthers)}>
            {t("profile.sessions.endOthers")}
          </button>
        ) : null}
      </div>
      {data ? (
        <ul>
          {data.map((s) => (
            <li key={s.id} className="k-row-gap" style={{ minHeight: 40 }}>
              <span>
                {describe(s)} {s.is_current ? <span className="k-tag is-jade">{t("profile.sessions.current")}</span> : null}
                <br />
                <span className="k-muted">
                  {s.ip} · {t("profile.sessions.seen", { when: formatRelative(s.last_seen_at) })}
                </span>
              </span>
              <span className="k-space" />
              {s.is_current ? null : (
                <button
                  type="button"
                  className="k-link-button is-danger"
                  onClick={() => void attempt(() => sessions.end(s.id))}
                  aria-label={`${t("profile.sessions.end")} ${describe(s)}`}
                >
                  {t("profile.sessions.end")}
                </button>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <BoneRows count={2} />
      )}
    </section>
  );
}

/** A browser's long description in two words. */
function describe({ user_agent }: SessionInfo): string {
  const agent = user_agent ?? "";
  const browser = /MicroMessenger/.test(agent)
    ? "WeChat"
    : /Edg\//.test(agent)
      ? "Edge"
      : /Firefox\//.test(agent)
        ? "Firefox"
        : /Chrome\//.test(agent)
          ? "Chrome"
          : /Safari\//.test(agent)
            ? "Safari"
            : agent.split(/[ /]/)[0] || "?";
  const system = /Windows/.test(agent)
    ? "Windows"
    : /Android/.test(agent)
      ? "Android"
      : /iPhone|iPad/.test(agent)
        ? "iOS"
        : /Mac OS/.test(agent)
          ? "macOS"
          : /Linux/.test(agent)
            ? "Linux"
            : "";
  return [browser, system].filter(Boolean).join(" · ");
}
