/**
 * The form in which header names are compared: half-width, lower case, without marks of being required,
 * units in brackets, spaces, underscores and punctuation. `＊手机号码（必填）` → `手机号码`, `Zip/Postal Code` → `zippostalcode`.
 */
export function normaliseHeader(header: string): string {
  const plain = header
    .normalize("NFKC")
    .replaceAll(/[\u200b-\u200f\ufeff]/g, "")
    .toLowerCase()
    .replaceAll(/[(（[【](必填|选填|可选|required|optional|元|万元|rmb|cny|%|yyyy[^)）\]】]*)[)）\]】]/g, "")
    .replace(/^(必填|请填写|请输入)[:：]?/, "");
  const bare = plain.replaceAll(/[\s_\-–—./\\:：;；,，、*＊#'"“”‘’!！?？()（）[\]【】<>《》|+&]+/g, "");
  return simplify(bare || plain.trim());
}

// Characters of header words that differ in traditional writing.
const traditional = "編號戶稱機電話聯繫絡郵箱業務職類別時間創建國縣區級來源備註負責標籤單價錢額產階預計結狀態進網簽約銷獲習總銀帳傳號員會員實際開記錄寫錯";
const simplified = "编号户称机电话联系络邮箱业务职类别时间创建国县区级来源备注负责标签单价钱额产阶预计结状态进网签约销获习总银帐传号员会员实际开记录写错";
const pairs = new Map([...traditional].map((c, i) => [c, [...simplified][i] as string]));

function simplify(text: string): string {
  let out = "";
  for (const c of text) out += pairs.get(c) ?? c;
  return out;
}
