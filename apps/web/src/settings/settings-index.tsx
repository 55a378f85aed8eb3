import { Navigate } from "@tanstack/react-router";
import { useMe } from "../api/me.ts";
import { settingsPlaces } from "./settings-layout.tsx";

/** The first page of the settings the person may open. */
export function SettingsIndex() {
  const me = useMe();
  const first = settingsPlaces.find((p) => p.isOpen(me));
  return <Navigate to={first?.to ?? "/"} replace />;
}
