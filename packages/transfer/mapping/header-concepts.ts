/**
 * What header names of well-known systems mean, and which of our fields hold that. Collected from the field
 * names of Salesforce, HubSpot, Pipedrive, EspoCRM, SuiteCRM import maps, Act!, Google Contacts, Outlook,
 * WukongCRM, Cordys CRM and atomic-crm (MIT); names of fields only, no records.
 *
 * A target is `field`, or `object:field` when it holds for one object only; the first that exists wins.
 * `$title` is the field that names a record. Concepts without a fitting field leave their column unmapped,
 * which is better than a guess: “Fax Phone” is no phone.
 */
export interface Concept {
  targets: readonly string[];
  headers: readonly string[];
  /** Below 1 for columns that only serve when nothing better is there, such as a home phone. */
  weight?: number;
}

const words = (text: string): string[] => text.trim().split(/\s*\|\s*/);

export const concepts: readonly Concept[] = [
  // who
  {
    targets: ["customer:name", "lead:company", "customer_id", "company", "account_id", "$title"],
    headers: words(
      "客户名称|公司名称|企业名称|单位名称|客户|公司|企业|单位|客户全称|公司全称|商家名称|店铺名称|关联客户|所属客户|企业全称|Company|Company name|Account|Account Name|accountName|Organization|Organisation|Organization Name|Organization - Name|Organization 1 - Name|Business Name|Customer|Customer Name|Client|Client Name|Associated Company|employer",
    ),
  },
  {
    targets: ["customer:parent_id", "parent_id"],
    headers: words("上级集团|上级客户|所属集团|母公司|总公司|集团|Parent Account|Parent Company|Parent|Member of|parentAccount"),
  },
  {
    targets: ["lead:name", "contact:name", "contact_name", "contact_id"],
    headers: words(
      "联系人|联系人姓名|联系人名称|主要联系人|首要联系人|对接人|客户联系人|联系人名字|Contact|Contact Name|Contact Person|Primary Contact|Main Contact",
    ),
  },
  {
    targets: ["lead:name", "contact:name", "user:name", "contact_name", "$title"],
    headers: words("姓名|名字|全名|真实姓名|昵称|Full Name|Person - Name|Display Name|Person Name|fullname"),
  },
  { targets: ["lead:name", "lead_id"], headers: words("线索名称|线索|Lead|Lead Name|原始线索") },
  { targets: ["opportunity:name", "opportunity_id"], headers: words("商机名称|商机|机会名称|项目名称|Opportunity|Opportunity Name|Deal|Deal Name|Deal Title") },
  {
    targets: ["product:name", "product_ids", "product_id"],
    headers: words("产品名称|产品|商品名称|商品|品名|意向产品|产品明细|Product|Product Name|Item Name"),
  },
  { targets: ["$title.first"], headers: words("First Name|firstName|first_name|Given Name|Forename|名（不含姓）|First") },
  { targets: ["$title.last"], headers: words("Last Name|lastName|last_name|Family Name|Surname|姓|姓氏|Last") },
  { targets: ["$title"], headers: words("name|名称|标题|主题|Subject|Title of record") },
  {
    targets: ["title", "position"],
    headers: words("职务|职位|岗位|头衔|职称|Job Title|Title|Position|jobTitle|Role at company|Organization 1 - Title|accountRole"),
  },
  { targets: ["gender"], headers: words("性别|Gender|Sex") },
  { targets: ["birthday", "birthdate"], headers: words("生日|出生日期|出生年月|Birthday|Birthdate|Date of Birth|dob") },
  { targets: ["decision_role"], headers: words("决策角色|是否关键决策人|关键决策人|Decision Role|Buying Role|opportunityRole|contactRole|Contact Role") },
  { targets: ["is_primary"], headers: words("首要联系人标记|是否首要联系人|是否主联系人|Is Primary|Primary") },

  // how to reach them
  {
    targets: ["mobile", "phone"],
    headers: words(
      "手机|手机号|手机号码|移动电话|联系手机|联系人手机|联系人手机号|联系人电话|客户手机|Mobile|Mobile Phone|Mobile Number|Mobile Phone Number|Cell|Cell Phone|phone_mobile|phoneMobile|Mobile No",
    ),
  },
  {
    targets: ["phone", "mobile"],
    headers: words(
      "电话|联系电话|电话号码|固定电话|固话|座机|办公电话|公司电话|客户电话|联系方式|收货人联系方式|Phone|Phone Number|Telephone|Tel|phoneNumber|phone_work|phone_office|Work Phone|Office Phone|Business Phone|Company Phone|Main Phone|Company Main Phone|Person - Phone|Phone 1 - Value|Primary Phone",
    ),
  },
  {
    targets: ["mobile", "phone"],
    weight: 0.7,
    headers: words("Home Phone|phone_home|Other Phone|phone_other|Alt Phone|Phone 2 - Value|家庭电话|其他电话|备用电话|Alternate Phone|Home Phone Number"),
  },
  { targets: ["fax"], headers: words("Fax|Fax Phone|phone_fax|Fax Number|传真|传真号码|Home Fax|Business Fax") },
  { targets: [], headers: words("Asst. Phone|assistant_phone|Assistant|Assistant's Phone|Phone Ext-|phone_work_ext|助理|助理电话|秘书|分机") },
  {
    targets: ["email"],
    headers: words(
      "邮箱|电子邮箱|电子邮件|邮件|邮箱地址|电子邮件地址|联系邮箱|Email|E-mail|Email Address|E-mail Address|emailAddress|email1|Mail|Person - Email|E-mail 1 - Value|Email 1 - Value|email_work|Work Email|Primary Email|E-mail Login|工作邮箱",
    ),
  },
  {
    targets: ["email"],
    weight: 0.7,
    headers: words("email2|E-mail 2 Address|E-mail 2 - Value|email_home|email_other|Home Email|Other Email|Secondary Email|备用邮箱|个人邮箱|originalEmail"),
  },
  { targets: ["wechat"], headers: words("微信|微信号|WeChat|WeChat ID|weixin") },
  {
    targets: ["website", "url"],
    headers: words("网址|网站|官网|公司网站|公司网址|主页|Website|Web Site|Website URL|URL|Homepage|Web Page|Company Domain Name|Domain"),
  },
  { targets: ["linkedin_url", "linkedin"], headers: words("linkedin_url|LinkedIn|LinkedIn URL|领英") },

  // where
  {
    targets: ["address"],
    headers: words(
      "地址|详细地址|公司地址|客户地址|联系地址|通讯地址|通信地址|注册地址|办公地址|收货地址|所在地址|Address|Full Address|billingAddress|Billing Address|Mailing Address|Address 1 - Formatted|Company Address",
    ),
  },
  {
    targets: ["address.detail"],
    headers: words(
      "街道地址|街道|门牌号|Street|Street Address|Mailing Street|Billing Street|Primary Address Street|primary_address_street|billing_address_street|billingAddressStreet|addressStreet|Address 1|Address Line 1|Mailing Address Line1|Billing Address Line1|Address 1 - Street",
    ),
  },
  {
    targets: ["address.city"],
    headers: words(
      "市|城市|所在城市|City|Mailing City|Billing City|primary_address_city|billing_address_city|billingAddressCity|addressCity|Address 1 - City|Town",
    ),
  },
  {
    targets: ["address.province"],
    headers: words(
      "省|省份|所在省份|所在省|State|Province|State/Region|State/Province|Mailing State|Mailing State/Province|Billing State|Billing State/Province|primary_address_state|billing_address_state|billingAddressState|addressState|Address 1 - Region",
    ),
  },
  { targets: ["address.area"], headers: words("区县|区|县|所在区县|District|County|Address 1 - Extended Address") },
  {
    targets: [],
    headers: words(
      "Zip|Zip Code|Postal Code|Postcode|邮编|邮政编码|Mailing Zip/Postal Code|Billing Zip/Postal Code|primary_address_postalcode|billing_address_postalcode|billingAddressPostalCode|addressPostalCode|Country|Country/Region|Mailing Country|Billing Country|primary_address_country|billing_address_country|billingAddressCountry|addressCountry|国家|Address 2|Address 3|Mailing Address Line2|Mailing Address Line3|Billing Address Line2|Billing Address Line3",
    ),
  },
  {
    targets: [],
    headers: words(
      "Other Street|Other City|Other State|Other Zip/Postal Code|Other Country|Other Address Line 1|Other Address Line 2|Other Address Line 3|Home Address 1|Home Address 2|Home Address 3|Home Zip|Home Country|Shipping Street|Shipping City|Shipping State|Shipping Zip/Postal Code|Shipping Country|Shipping Address Line1|Shipping Address Line2|Shipping Address Line3|shippingAddress|shippingAddressStreet|shippingAddressCity|shippingAddressState|shippingAddressCountry|shippingAddressPostalCode|alt_address_street|alt_address_city|alt_address_state|alt_address_postalcode|alt_address_country|Home Street|Home City|Home State",
    ),
  },
  { targets: ["region", "territory"], headers: words("地区|区域|所在地区|大区|Region|Territory|Area|Sales Region") },

  // what kind
  { targets: ["industry"], headers: words("行业|所属行业|客户行业|行业类别|行业分类|行业类型|Industry|Industry Type|Sector") },
  {
    targets: ["source"],
    headers: words("来源|客户来源|线索来源|商机来源|来源渠道|渠道|获客渠道|Source|Lead Source|leadSource|Original Source|Account Source|Origin"),
  },
  { targets: [], headers: words("线上来源详情|来源详情|Source Details|Original Source Drill-Down 1") },
  { targets: ["level", "rating"], headers: words("级别|等级|客户级别|客户等级|线索级别|客户分级|Level|Rating|Customer Level|Tier") },
  { targets: ["type"], headers: words("类型|客户类型|Type|Account Type|accountType") },
  { targets: ["activity:type", "method"], headers: words("跟进方式|跟进类型|回访形式|Activity Type|Method") },
  { targets: ["status", "deal_status"], headers: words("状态|线索状态|线索进度|跟进状态|Status|Lead Status|Lifecycle Stage|产品状态") },
  { targets: ["deal_status"], headers: words("成交状态|是否成交|Deal Status") },
  { targets: ["tags"], headers: words("标签|客户标签|标记|Tags|Tag|Labels|Label|Groups|Group Membership") },
  { targets: ["credit_code"], headers: words("统一社会信用代码|社会信用代码|信用代码|税号|纳税人识别号|Credit Code|Tax ID|VAT Number|USCC") },
  { targets: ["campaign", "campaign_id"], headers: words("活动|市场活动|营销活动|推广活动|Campaign|Campaign Name") },
  { targets: ["is_locked"], headers: words("isLocked|锁定|是否锁定|锁定状态") },
  { targets: ["consent"], headers: words("营销授权|授权|consent|Marketing Consent") },
  { targets: ["employees", "employee_count"], headers: words("Employees|Number of Employees|No. of Employees|员工人数|员工数|人员规模|公司规模") },
  { targets: ["annual_revenue"], headers: words("Annual Revenue|Revenue|年营业额|年收入|营业额") },

  // sales
  {
    targets: ["amount", "price"],
    headers: words(
      "金额|商机金额|预计金额|预计销售金额|总金额|Amount|Total Amount|Deal Amount|Deal Value|Value|opportunityAmount|Opportunity Amount|合同金额|订单金额|回款金额|累计金额|发票金额|开票金额|计划回款金额",
    ),
  },
  { targets: ["amount_currency", "price_currency"], headers: words("币种|货币|Currency|Total Amount Currency|Amount Currency|Currency ISO Code") },
  { targets: ["stage"], headers: words("阶段|商机阶段|销售阶段|Stage|Deal Stage|Sales Stage") },
  { targets: ["pipeline_id", "pipeline"], headers: words("商机组|销售流程|Pipeline|Sales Process") },
  { targets: ["probability"], headers: words("赢单率|可能性|成功率|成交概率|概率|Probability|Win Probability|Probability (%)|Win Likelihood") },
  {
    targets: ["expected_close_date", "close_date"],
    headers: words("预计成交日期|预计成交时间|预计签单日期|预计结束时间|结束时间|Close Date|closeDate|Closing Date|Expected Close Date|deal_date"),
  },
  { targets: ["forecast_category"], headers: words("预测类别|预测分类|Forecast Category") },
  { targets: ["lost_reason"], headers: words("输单原因|失败原因|Lost Reason|Closed Lost Reason|Loss Reason") },
  { targets: ["competitor"], headers: words("竞争对手|竞品|Competitor|Main Competitor(s)") },
  { targets: ["contact_ids", "contact_id"], headers: words("contacts|参与联系人|其他联系人") },
  { targets: ["product:code", "code"], headers: words("产品编码|产品编号|商品编码|物料编码|料号|编码|Product Code|SKU|Item Code") },
  { targets: ["unit"], headers: words("单位|产品单位|计量单位|Unit|Unit of Measure|UOM") },
  { targets: ["price"], headers: words("价格|单价|标准价格|产品价格|售价|报价|Price|Unit Price|List Price") },
  { targets: ["category", "category_id"], headers: words("类别|分类|产品类型|产品类别|产品分类|Category|Product Family|Product Category") },
  { targets: ["images", "files"], headers: words("产品图片|图片|Picture|Image|附件|Attachment|Photo") },

  // follow-up
  {
    targets: ["next_contact_at", "due_at"],
    headers: words("下次联系时间|下次跟进时间|下次联系日期|下次跟进日期|Next Contact Date|Next Activity Date|next_time|Next Step Date"),
  },
  {
    targets: [],
    headers: words(
      "Last Activity|Last Activity Date|Person - Last activity date|最后跟进时间|最后联系时间|最近跟进时间|last_seen|first_seen|nb_tasks|Last Contacted",
    ),
  },
  { targets: ["activity:happened_at", "happened_at"], headers: words("跟进时间|联系时间|沟通时间|Activity Date|拜访时间|回访时间") },
  { targets: ["activity:content", "content"], headers: words("跟进内容|沟通内容|跟进记录|拜访内容|预计沟通内容") },
  { targets: ["due_at"], headers: words("截止时间|截止日期|到期时间|完成期限|Due Date|Deadline|预计开始时间") },
  {
    targets: ["remark", "description", "content"],
    headers: words(
      "备注|备注信息|描述|说明|客户描述|补充说明|客户需求|需求描述|产品描述|Remark|Remarks|Description|Note|Notes|Comment|Comments|background|Bio|客户反馈",
    ),
  },

  // whose, when, which
  {
    targets: ["owner_id"],
    headers: words(
      "负责人|所有者|归属人|所属人|业务员|销售|销售员|客户经理|跟进人|客户负责人|当前负责人|回访人|Owner|Account Owner|Lead Owner|Contact Owner|Company Owner|Deal Owner|Opportunity Owner|Owner Alias|Owner Name|assignedUser|assigned_user_name|Assigned To|Sales Rep|sales",
    ),
  },
  { targets: ["department_id"], headers: words("所属部门|部门|Department|Owner Department|负责人部门|团队|team_name") },
  {
    targets: ["created_at"],
    headers: words(
      "创建时间|创建日期|建立时间|录入时间|添加时间|注册时间|Created At|Created Date|Create Date|Date Created|createdAt|date_entered|Created|Created Time|created on",
    ),
  },
  { targets: ["created_by"], headers: words("创建人|录入人|Created By|createdBy|Creator") },
  {
    targets: ["updated_at"],
    headers: words(
      "更新时间|修改时间|最后修改时间|最近更新时间|更新日期|Updated At|Last Modified Date|Modified At|modifiedAt|Last Modified|Modified Time|updated on",
    ),
  },
  { targets: [], headers: words("更新人|修改人|最后修改人|Modified By|modifiedBy|Last Modified By") },
  {
    targets: ["customer:number", "customer_id"],
    headers: words("客户编号|客户编码|客户代码|客户号|客户ID|Customer Number|Customer Code|Account Number|Customer No|Customer ID"),
  },
  { targets: ["number"], headers: words("编号|业务编码|序列号|单据编号|流水号|Number|No|Serial Number") },
  { targets: ["contact:number", "contact_id"], headers: words("联系人编号|Contact Number") },
  { targets: ["lead:number", "lead_id"], headers: words("线索编号|Lead Number") },
  { targets: ["opportunity:number", "opportunity_id"], headers: words("商机编号|Opportunity Number|Deal Number") },
  { targets: ["external_id", "id"], weight: 0.6, headers: words("id|Record ID|Person - ID|External ID|外部编号|外部ID|记录ID|系统ID|sugar_key|uuid|guid") },
  { targets: [], headers: words("行号|原因|错误原因|失败原因说明|Row|Reasons|Reason refused|refused because|序号") },

  // what others have and we do not keep
  {
    targets: [],
    headers: words(
      "Email Opt Out|email_opt_out|Do Not Call|doNotCall|do_not_call|has_newsletter|Ticker Symbol|SIC Code|sicCode|Ownership|salutationName|Salutation|Name Suffix|Suffix|Prefix|称谓|称呼|Middle Name|acceptanceStatus|acceptanceStatusMeetings|acceptanceStatusCalls|accountAnyId|accountIsInactive|contactIsInactive|accounts|targetLists|targetList|targetListIsOptedOut|originalLead|portalUser|hasPortalUser|teams|amountConverted|amountWeightedConverted|opportunityAmountConverted|lastStage|convertedAt|createdAccount|createdContact|createdOpportunity|Associated Company IDs|Associated Deal IDs|company_id|sales_id|user_name|基本信息|地址信息|负责人信息|图片信息|产品信息",
    ),
  },
];
