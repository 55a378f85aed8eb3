import { App, ConfigProvider, type ConfigProviderProps } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { type ReactNode, useLayoutEffect, useMemo } from "react";
import { Icon } from "../icons/icon.tsx";
import { usePreferences } from "../preferences/preferences.ts";
import { useIsNarrow, useMedia } from "../preferences/use-media.ts";
import { themeConfig } from "./theme-config.ts";
import { useLook } from "./use-look.ts";

/** Carries the look into Ant Design's tokens and into our own style sheets. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const { density, locale } = usePreferences();
  const { palette, isDark } = useLook();
  const isStill = useMedia("(prefers-reduced-motion: reduce)");
  const isNarrow = useIsNarrow();
  useLayoutEffect(() => {
    dayjs.locale(locale === "en" ? "en" : "zh-cn");
  }, [locale]);
  const config = useMemo(() => themeConfig({ palette, isDark, density, isStill, isNarrow }), [palette, isDark, density, isStill, isNarrow]);
  return (
    <ConfigProvider theme={config} locale={locale === "en" ? enUS : zhCN} button={{ autoInsertSpace: false }} {...icons}>
      <App message={{ maxCount: 3 }} notification={{ maxCount: 3 }} component={false}>
        {children}
      </App>
    </ConfigProvider>
  );
}

const close = <Icon name="close" size={14} />;
const clear = <Icon name="close" size={12} />;

/** Our own icons in Ant Design's controls; its own ones tell screen readers their English file names. */
const icons: ConfigProviderProps = {
  select: { suffixIcon: <Icon name="down" size={14} />, clearIcon: clear, removeIcon: clear },
  cascader: { suffixIcon: <Icon name="down" size={14} />, expandIcon: <Icon name="right" size={12} />, clearIcon: clear },
  datePicker: { suffixIcon: <Icon name="calendar" size={14} />, allowClear: { clearIcon: clear } },
  drawer: { closeIcon: close },
  modal: { closeIcon: close },
  tag: { closeIcon: clear },
  notification: { closeIcon: close },
};
