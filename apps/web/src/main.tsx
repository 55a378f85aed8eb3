import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startI18n } from "./i18n.ts";
import { needsSignIn } from "./sign-in/signed-in.ts";
import "./theme/base.css";
import "./theme/print.css";
import "./theme/forced-colors.css";

const [isStranger] = await Promise.all([needsSignIn(), startI18n()]);
const { default: Root } = isStranger ? await import("./sign-in/sign-in-application.tsx") : await import("./application.tsx");
createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <Root />
  </StrictMode>,
);
