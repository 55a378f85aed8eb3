export { operators, Value } from "../text/filter.tsx";
