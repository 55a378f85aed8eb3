// From the heads of public breach lists, international and Chinese, of at least eight characters.
const list = `
password password1 password12 password123 password1234 passw0rd p@ssword p@ssw0rd pa$$word pa55word
qwertyuiop qwerty123 qwerty1234 qwerty12345 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc qazwsxedc zaq12wsx q1w2e3r4 qwer1234 asdf1234 asdfghjk asdfghjkl zxcvbnm1 zxcvbnm123
iloveyou iloveyou1 sunshine princess football baseball superman trustno1 starwars whatever michelle jennifer charlie1 computer internet welcome1 welcome123
admin123 admin1234 admin12345 admin888 administrator root1234 rootroot adminadmin letmein1 changeme changeme1 changeme123 default1 guest123 test1234 testtest temp1234
abcd1234 abc12345 abc123456 a1234567 a12345678 a123456789 aa123456 aa123456789 aaa123456 qq123456 qq123456789 q1234567 z1234567 w1234567 asd123456 zxc123456 qwe123456 123456aa 123456ab 123456abc 123456qq 123qweasd 123qwe123 123abc123 12345678a 123456789a 1234qwer 1234abcd 147258369 159753456 789456123 741852963 987654321 9876543210 0987654321 1234567890 12344321 12341234 123123123 123321123 11223344 1122334455 112233445566 123454321 1357924680 13579246
5201314520 52013145 woaini520 woaini521 woaini1314 woaini123 5201314a woaiwojia wodemima mima1234 mima12345678 mimashi123 zhongguo china123 beijing1 beijing2008 shanghai1 qwert12345 li123456 wang1234 zhang123 liu12345 chen1234 nihao123 nihao1234
dragon123 monkey123 master123 shadow123 michael1 summer2024 summer2025 winter2024 winter2025 spring2025 autumn2025 company1 company123 keshu123 keshu1234 keshu12345 secret12 secret123 hello123 hello1234
`;
const common = new Set(list.trim().split(/\s+/));

/** Known from breaches, one character repeated, or a run such as 12345678 or abcdefgh. Takes lower case. */
export function isCommonPassword(password: string): boolean {
  if (common.has(password)) return true;
  const codes = [...password].map((c) => c.codePointAt(0) as number);
  return [0, 1, -1].some((step) => codes.every((code, i) => i === 0 || code - (codes[i - 1] as number) === step));
}
