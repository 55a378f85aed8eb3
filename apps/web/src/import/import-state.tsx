import { useTranslation } from "react-i18next";
import type { ImportInfo } from "../api/imports.ts";

const tones: Record<ImportInfo["state"], string> = { running: "blue", done: "jade", failed: "red", reversed: "gray" };

export function ImportState({ info }: { info: ImportInfo }) {
  const { t } = useTranslation();
  const isReversing = info.state === "running" && info.phase === "reversing";
  return (
    <span className="k-row-gap" style={{ gap: 4 }}>
      <span className={`k-tag is-${tones[info.state]}`}>{t(isReversing ? "import.states.reversing" : `import.states.${info.state}`)}</span>
      {info.dry_run ? <span className="k-tag">{t("import.dryRun")}</span> : null}
    </span>
  );
}
