import type { ObjectDefinition } from "@keshu/catalog";

/** 产品: what is sold. The code is the one other systems know it by. */
export const product: ObjectDefinition = {
  name: "product",
  path: "products",
  module: "sales",
  label: { zh: "产品", en: "Product" },
  pluralLabel: { zh: "产品", en: "Products" },
  icon: "product",
  numberPrefix: "PD",
  listFields: ["name", "code", "category", "price", "unit", "status", "created_at"],
  states: {
    field: "status",
    initial: "on_sale",
    transitions: [
      { from: "on_sale", to: "off", label: { zh: "下架", en: "Take off sale" } },
      { from: "off", to: "on_sale", label: { zh: "上架", en: "Put on sale" } },
    ],
  },
  fields: [
    { name: "name", type: "text", label: { zh: "产品名称", en: "Name" }, required: true, maxLength: 255, group: "basic", aliases: ["产品", "商品名称", "名称", "品名", "product name", "item name"] },
    { name: "code", type: "text", label: { zh: "产品编码", en: "Code" }, unique: true, maxLength: 64, group: "basic", aliases: ["编码", "产品编号", "商品编码", "物料编码", "料号", "product code", "sku", "item code"] },
    { name: "category", type: "text", label: { zh: "产品类别", en: "Category" }, maxLength: 100, indexed: true, group: "basic", aliases: ["类别", "分类", "产品类型", "产品分类", "category", "product family"] },
    { name: "unit", type: "text", label: { zh: "单位", en: "Unit" }, maxLength: 20, group: "basic", aliases: ["产品单位", "计量单位", "unit of measure", "uom"] },
    { name: "price", type: "money", label: { zh: "价格", en: "Price" }, min: 0, decimals: 2, indexed: true, group: "basic", aliases: ["单价", "标准价格", "产品价格", "售价", "list price", "unit price"] },
    {
      name: "status",
      type: "select",
      label: { zh: "状态", en: "Status" },
      options: [
        { value: "on_sale", label: { zh: "上架", en: "On sale" }, color: "jade" },
        { value: "off", label: { zh: "下架", en: "Off sale" }, color: "gray" },
      ],
      default: "on_sale",
      emptyValue: "on_sale",
      indexed: true,
      group: "basic",
      aliases: ["是否上架", "上下架", "产品状态"],
    },
    { name: "images", type: "file", label: { zh: "产品图片", en: "Pictures" }, group: "other", aliases: [] },
    { name: "description", type: "long_text", label: { zh: "产品描述", en: "Description" }, maxLength: 10000, group: "other", aliases: ["描述", "备注", "product description"] },
  ],
};
