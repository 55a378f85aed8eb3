export { operators, Value } from "../number/filter.tsx";
