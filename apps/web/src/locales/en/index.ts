import board from "./board.json";
import brand from "./brand.json";
import calendar from "./calendar.json";
import charts from "./charts.json";
import common from "./common.json";
import exported from "./export.json";
import fields from "./fields.json";
import form from "./form.json";
import home from "./home.json";
import imported from "./import.json";
import list from "./list.json";
import notices from "./notices.json";
import outbox from "./outbox.json";
import profile from "./profile.json";
import record from "./record.json";
import settings from "./settings.json";
import shell from "./shell.json";
import signIn from "./sign-in.json";

export default {
  notices,
  brand,
  board,
  calendar,
  charts,
  common,
  export: exported,
  fields,
  form,
  home,
  import: imported,
  list,
  outbox,
  profile,
  record,
  settings,
  shell,
  signIn,
};
