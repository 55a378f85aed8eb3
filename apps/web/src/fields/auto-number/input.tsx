export { Input } from "../text/input.tsx";
