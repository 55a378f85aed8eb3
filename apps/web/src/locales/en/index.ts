import board from "./board.json";
import brand from "./brand.json";
import calendar from "./calendar.json";
import charts from "./charts.json";
import common from "./common.json";
import demo from "./demo.json";
import exported from "./export.json";
import fields from "./fields.json";
import form from "./form.json";
import help from "./help.json";
import home from "./home.json";
import imported from "./import.json";
import list from "./list.json";
import notices from "./notices.json";
import outbox from "./outbox.json";
import palette from "./palette.json";
import profile from "./profile.json";
import record from "./record.json";
import sales from "./sales.json";
import settings from "./settings.json";
import setup from "./setup.json";
import shell from "./shell.json";
import signIn from "./sign-in.json";

export default {
  notices,
  brand,
  board,
  calendar,
  charts,
  common,
  demo,
  export: exported,
  fields,
  form,
  help,
  home,
  import: imported,
  list,
  outbox,
  palette,
  profile,
  record,
  sales,
  settings,
  setup,
  shell,
  signIn,
};
