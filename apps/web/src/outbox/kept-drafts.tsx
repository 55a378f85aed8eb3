import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../api/me.ts";
import type { ObjectInfo } from "../api/types.ts";
import { copyText } from "./copy-text.ts";
import { clearDraft, type Draft, draftsUnder } from "./drafts.ts";
import { typedWords } from "./typed-words.ts";
import "./kept-drafts.css";

/** What the person typed on a page that is no more: the drafts at and under a key. */
export function KeptDrafts({ object, under }: { object: ObjectInfo; under: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const [drafts, setDrafts] = useState(() => draftsUnder(me.id, under).filter(({ key }) => key === under || key[under.length] === "/" || under.endsWith("/")));
  const [copied, setCopied] = useState<string>();
  if (drafts.length === 0) return null;
  return (
    <section className="k-panel is-padded k-gone-drafts">
      <h2>{t("record.gone.typed")}</h2>
      <ul>
        {drafts.map((draft) => (
          <li key={draft.key}>
            <div className="k-pre" dir="auto">
              {draftText(draft, object)}
            </div>
            <span className="k-row-gap">
              <button
                type="button"
                className="k-button"
                onClick={() => void copyText(draftText(draft, object)).then((isDone) => isDone && setCopied(draft.key))}
              >
                {t(copied === draft.key ? "common.copied" : "common.copy")}
              </button>
              <button
                type="button"
                className="k-link-button"
                onClick={() => {
                  clearDraft(me.id, draft.key);
                  setDrafts((now) => now.filter((d) => d.key !== draft.key));
                }}
              >
                {t("record.gone.drop")}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Only what the person typed themselves, in words. */
function draftText({ value }: Draft, object: ObjectInfo): string {
  const { text, values, touched } = value as { text?: string; values?: Record<string, unknown>; touched?: string[] };
  return text ?? typedWords(Object.fromEntries(Object.entries(values ?? {}).filter(([name]) => !touched || touched.includes(name))), object);
}
