import i18next from "i18next";
import { type CatalogIndex, fieldOf, labelOf } from "../../../api/catalog.ts";
import type { ApiRecord, ObjectInfo, TransitionInfo } from "../../../api/types.ts";
import { optionLabel } from "../../../fields/select/option-tag.tsx";
import { stageGuideOf, webModules } from "../../../modules/registry.ts";
import { pathSteps } from "../../../record/stages/steps.ts";
import type { Command } from "../command.ts";

/** What opens a dialog once the palette is closed. */
export type Task =
  | { kind: "transfer"; object: ObjectInfo; record: ApiRecord }
  | { kind: "move"; object: ObjectInfo; record: ApiRecord; transition: TransitionInfo };

/** What can be done with the record on the page: edit, hand over, move on, and what modules offer. */
export function recordCommands(object: ObjectInfo, record: ApiRecord, catalog: CatalogIndex, start: (task: Task) => void, copyLink: () => void): Command[] {
  const t = i18next.t;
  const here = `/o/${object.path}/${record.id}`;
  const moves = object.can.update ? movesOf(object, record) : [];
  const stage = object.states ? fieldOf(object, object.states.field) : undefined;
  return [
    ...moduleCommands(catalog, { object: object.name, id: record.id }),
    ...(moves.length && stage
      ? [
          {
            id: "here:move",
            section: "here" as const,
            icon: "right" as const,
            label: t("palette.changeState", { field: labelOf(stage.label) }),
            words: t("palette.words.move"),
            steps: () => moves.map((transition) => moveCommand(object, record, transition, start)),
          },
        ]
      : []),
    ...(object.can.update
      ? [
          {
            id: "here:edit",
            section: "here" as const,
            icon: "edit" as const,
            label: t("palette.editThis"),
            href: `${here}?edit=true`,
            words: t("palette.words.edit"),
          },
        ]
      : []),
    ...(object.can.update && fieldOf(object, "owner_id")
      ? [
          {
            id: "here:transfer",
            section: "here" as const,
            icon: "transfer" as const,
            label: t("palette.transferThis"),
            words: t("palette.words.transfer"),
            run: () => start({ kind: "transfer", object, record }),
          },
        ]
      : []),
    { id: "here:link", section: "here", icon: "link", label: t("record.copyLink"), words: t("palette.words.link"), run: copyLink },
  ];
}

/** Commands of modules: everywhere, or for the record on the page. */
export function moduleCommands(catalog: CatalogIndex, record?: { object: string; id: string }): Command[] {
  return webModules
    .flatMap((m) => m.commands ?? [])
    .filter((c) => (record ? c.on?.includes(record.object) : !c.on))
    .filter((c) => (c.needs ?? []).every((n) => catalog.byName.get(n)?.can.read) && (c.creates ?? []).every((n) => catalog.byName.get(n)?.can.create))
    .map((c): Command => {
      const { path, search } = c.to(record);
      const query = new URLSearchParams(Object.entries(search ?? {}).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]));
      const href = query.size > 0 ? `${path}?${query}` : path;
      return {
        id: `module:${c.id}`,
        section: record ? "here" : "pages",
        icon: c.icon,
        label: i18next.t(c.labelKey),
        href,
        ...(c.words ? { words: c.words } : {}),
      };
    });
}

/** The ways on from where it is, within its pipeline, each with what is missing for it. */
function movesOf(object: ObjectInfo, record: ApiRecord): TransitionInfo[] {
  const steps = pathSteps(object, record, stageGuideOf(object.name).stages?.(record));
  return steps.flatMap((step) => (step.transition ? [{ ...step.transition, requires: step.missing }] : []));
}

function moveCommand(object: ObjectInfo, record: ApiRecord, transition: TransitionInfo, start: (task: Task) => void): Command {
  const field = fieldOf(object, object.states?.field ?? "");
  const to = field ? optionLabel(field, transition.to) : transition.to;
  const label = labelOf(transition.label);
  return {
    id: `move:${transition.to}`,
    section: "here",
    icon: "right",
    label: label && label !== to ? `${label} → ${to}` : to,
    run: () => start({ kind: "move", object, record, transition }),
  };
}
