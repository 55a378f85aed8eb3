export { operators, Value } from "../relation/filter.tsx";
