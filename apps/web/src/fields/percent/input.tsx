import type { InputProps } from "../field-module.ts";
import { NumberInput } from "../number/input.tsx";

export function Input(props: InputProps) {
  return <NumberInput {...props} suffix="%" />;
}
