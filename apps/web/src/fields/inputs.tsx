import { type InputModule, type InputProps, typeOfPath } from "./field-module.ts";
import * as text from "./text/input.tsx";

const modules = new Map(Object.entries(import.meta.glob<InputModule>("./*/input.tsx", { eager: true })).map(([path, module]) => [typeOfPath(path), module]));

/** How a type is entered; unknown types as text. Import this lazily: inputs bring pickers along. */
export function inputOf(type: string): InputModule {
  return modules.get(type) ?? text;
}

export function FieldInput(props: InputProps) {
  const { Input } = inputOf(props.field.type);
  return <Input {...props} />;
}
