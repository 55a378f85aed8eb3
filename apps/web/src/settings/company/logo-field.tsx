import { Button } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { uploadFile } from "../../api/files.ts";
import { Icon } from "../../icons/icon.tsx";
import { fitLogo } from "./fit-logo.ts";

/** The logo as chosen here: another file, none, or as it was. */
export type LogoChange = { fileId: string; url: string } | null | undefined;

interface Props {
  url: string | null;
  error: string | undefined;
  onChange: (logo: LogoChange) => void;
}

/** The company's picture: chosen, replaced or taken away. */
export function LogoField({ url, error, onChange }: Props) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const fitting = await fitLogo(file);
      const { id } = await uploadFile(fitting);
      onChange({ fileId: id, url: URL.createObjectURL(fitting) });
    } catch (failure) {
      setProblem(failure instanceof DOMException ? t("brand.notAnImage") : (failure as Error).message);
    }
    setBusy(false);
  };
  const shown = problem ?? error;
  return (
    <fieldset className="k-field k-company-logo">
      <legend>{t("brand.logo")}</legend>
      <div className="k-company-logo-row">
        <span className="k-company-logo-box">{url ? <img src={url} alt={t("brand.logo")} /> : <Icon name="upload" size={20} />}</span>
        <div className="k-company-logo-actions">
          <Button loading={isBusy} onClick={() => input.current?.click()}>
            {t(isBusy ? "brand.uploading" : url ? "brand.replace" : "brand.upload")}
          </Button>
          {url ? (
            <Button type="text" onClick={() => onChange(null)}>
              {t("brand.remove")}
            </Button>
          ) : null}
          <p className="k-field-help">{t("brand.logoHelp")}</p>
          {shown ? (
            <p className="k-field-error" role="alert">
              {shown}
            </p>
          ) : null}
        </div>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp,image/svg+xml"
        onChange={(e) => {
          void take(e.target.files?.[0]);
          e.target.value = "";
        }}
      />
    </fieldset>
  );
}
