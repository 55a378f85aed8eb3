/** E.164 as people in China read it: +8613800001380 → 138 0000 1380; others keep their country code. */
export function formatPhone(phone: string): string {
  const mobile = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(phone);
  if (mobile) return `${mobile[1]} ${mobile[2]} ${mobile[3]}`;
  const landline = /^\+86(10|2\d|[3-9]\d{2})(\d{7,8})$/.exec(phone);
  if (landline) return `0${landline[1]}-${landline[2]}`;
  return phone;
}
