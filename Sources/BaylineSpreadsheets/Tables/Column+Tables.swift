import BaylineModel

extension Column {
  static let horizon = [
    Column("from", .date, ["开始日期", "第一天"], ["From", "First day"], required: true),
    Column("days", .integer, ["天数"], ["Days"]),
    Column("carryOverDays", .integer, ["顺延天数"], ["Carry-over days"]),
    Column("now", .time, ["当前时间"], ["Now"]),
  ]

  static let visits = [
    Column(
      "id", .id, ["预约号", "编号", "预约编号", "预约单号", "预约单编号", "预约单", "预约流水号"],
      ["Id", "Visit", "Appointment", "Booking number", "Appointment number"]),
    Column("plate", .id, platesChinese, platesEnglish),
    Column(
      "customer", .text,
      [
        "客户", "客户姓名", "姓名", "客户名称", "送修人", "送修人姓名", "车主", "车主姓名", "车主名称", "联系人", "联系人姓名", "预约人",
        "顾客", "顾客姓名", "报修人", "客户名",
      ], ["Customer", "Name", "Customer name", "Owner", "Contact", "Client"]),
    Column("title", .text, ["称呼", "称谓"], ["Title", "Salutation"]),
    Column("phone", .id, phonesChinese, phonesEnglish),
    Column("vehicle", .text, modelsChinese, modelsEnglish),
    Column("mileage", .integer, mileagesChinese, mileagesEnglish),
    Column(
      "kind", .id, ["业务类型", "类型", "维修类型", "维修类别", "业务类别", "预约类型", "服务类型", "修理类型", "维修种类", "工单类型"],
      ["Kind", "Service type"]),
    Column(
      "jobs", .list,
      [
        "项目", "标准作业", "维修项目", "作业项目", "预约项目", "保养项目", "服务项目", "预约内容", "维修内容", "施工项目", "预约服务",
        "作业内容", "工作内容", "预约维修项目", "预约保养项目",
      ], ["Jobs", "Standard jobs", "Job", "Services", "Service", "Work"]),
    Column("request", .text, requestsChinese, requestsEnglish),
    Column(
      "preferredArrival", .time,
      ["期望到店", "期望时间", "首选时间", "期望到店时间", "希望到店时间", "希望到店", "期望进厂时间", "希望进厂时间", "意向时间", "客户期望时间"],
      ["Preferred arrival", "First choice", "Preferred time"]),
    Column(
      "availability", .windows, ["可来时间", "可来时间段", "可来时段", "可到店时间", "可到店时段", "可约时间", "可预约时段", "方便时间"],
      ["Availability", "Available"]),
    Column(
      "readyBy", .time,
      ["应交车", "希望交车", "应交车时间", "希望交车时间", "期望交车时间", "要求交车时间"] + promisesChinese + ["交车时间"], promisesEnglish),
    Column("waiting", .flag, waitingChinese, ["Waiting", "Waits", "Waiter"]),
    Column(
      "loaner", .flag, ["代步车", "是否需要代步车", "需要代步车", "是否代步车", "代步"], ["Loaner", "Loan vehicle", "Courtesy car"]),
    Column("collect", .integer, ["取车分钟", "上门取车"], ["Collect minutes", "Collect"]),
    Column("deliver", .integer, ["送车分钟", "送车上门"], ["Deliver minutes", "Deliver"]),
    Column("preferredAdvisor", .id, ["指定顾问", "指定服务顾问"], ["Preferred advisor"]),
    Column("preferredTechnician", .id, ["指定技师", "指定维修技师"], ["Preferred technician"]),
    Column("originalTechnician", .id, ["原技师"], ["Original technician"]),
    Column("bookedArrival", .time, ["约定到店", "已约定", "约定到店时间", "约定时间"], ["Booked arrival", "Booked"]),
    Column("bookedAdvisor", .id, ["约定顾问"], ["Booked advisor"]),
    Column("arrived", .time, ["已到店", "已到店时间"], ["Arrived"]),
    Column("receivedBy", .id, ["接待顾问"], ["Received by"]),
    Column("walkIn", .flag, ["未预约到店"], ["Walk-in"]),
    Column("needs", .list, ["配件", "所需配件"], ["Parts"]),
    Column("picked", .flag, ["配件已领", "已领料"], ["Picked"]),
    Column("called", .time, ["来电时间"], ["Called"]),
    Column("estimate", .integer, ["预估费用", "估价", "预计费用", "预估金额", "预计金额", "报价"], ["Estimate"]),
    Column("dropCost", .integer, ["放弃代价"], ["Drop cost"]),
    Column("priority", .integer, ["优先级"], ["Priority"]),
    Column("note", .text, notesChinese, notesEnglish),
    Column(
      "day", .date,
      [
        "日期", "预约日期", "到店日期", "预约到店日期", "期望日期", "期望到店日期", "进厂日期", "预约进厂日期", "来店日期", "来厂日期", "预约日",
        "送修日期",
      ], ["Date", "Day", "Appointment date", "Arrival date"], foreign: true),
    Column(
      "state", .text, ["状态", "预约状态", "预约单状态", "单据状态"], ["Status", "State"], foreign: true),
  ]

  /// The headings of durations: in minutes, then in hours.
  private static let duration = (
    chinese: ["分钟", "标准分钟", "工时（分钟）", "标准工时（分钟）", "工时", "标准工时", "工时（小时）", "标准工时（小时）", "小时"],
    english: ["Minutes", "Standard minutes", "Hours", "Standard hours", "Flat-rate hours"]
  )

  /// The requirements of an operation, in the tables of operations and of standard jobs.
  static let work = [
    Column("minutes", .integer, duration.chinese, duration.english),
    Column("bay", .id, ["工位类型"], ["Bay type"]),
    Column("trade", .id, ["工种"], ["Trade"]),
    Column("level", .level, ["等级"], ["Level"]),
    Column("certifications", .list, ["资质"], ["Certifications"]),
    Column("crew", .integer, ["人数"], ["Crew"]),
    Column("splittable", .flag, ["可中断"], ["Splittable"]),
    Column("equipment", .list, ["设备"], ["Equipment"]),
    Column("operationParts", .list, ["作业配件"], ["Operation parts"]),
    Column("lagMin", .integer, ["最短间隔"], ["Minimum lag"]),
    Column("lagMax", .integer, ["最长间隔"], ["Maximum lag"]),
    Column("bayAfter", .bayAfter, ["作业后"], ["Bay after"]),
  ]

  static let operations =
    [
      Column("appointment", .id, ["预约号", "车牌号", "车牌"], ["Visit", "Appointment", "Plate"], required: true),
      Column("id", .id, ["作业号"], ["Operation id"]),
      Column("name", .text, ["作业", "作业名称"], ["Operation"]),
    ] + work + [
      Column("lockedBay", .id, ["锁定工位"], ["Locked bay"]),
      Column("lockedTechnicians", .list, ["锁定技师"], ["Locked technicians"]),
      Column("lockedStart", .time, ["锁定开始"], ["Locked start"]),
      Column("lockedEnd", .time, ["锁定结束"], ["Locked end"]),
      Column("previousBay", .id, ["上次工位"], ["Previous bay"]),
      Column("previousTechnicians", .list, ["上次技师"], ["Previous technicians"]),
    ]

  static let alternatives = [
    Column("appointment", .id, ["预约号", "车牌号", "车牌"], ["Visit", "Appointment", "Plate"], required: true),
    Column("operation", .id, ["作业号"], ["Operation id"], required: true),
    Column("bay", .id, ["可选工位"], ["Bay"]),
    Column("technician", .id, ["可选技师"], ["Technician"]),
    Column("minutes", .integer, duration.chinese, duration.english, required: true),
  ]

  static let parts = [
    Column("id", .id, ["配件号", "配件编码", "零件号"], ["Part", "Part number"], required: true),
    Column("name", .text, ["配件名称", "名称"], ["Name"]),
    Column("shelf", .text, ["货位"], ["Shelf"]),
    Column("price", .integer, ["单价"], ["Price"]),
    Column("onHand", .integer, ["库存", "库存数量"], ["On hand", "Stock"], required: true),
  ]

  static let deliveries = [
    Column("part", .id, ["配件号", "配件编码", "零件号"], ["Part", "Part number"], required: true),
    Column("at", .time, ["到货时间"], ["At", "Delivery"], required: true),
    Column("quantity", .integer, ["数量", "到货数量"], ["Quantity"], required: true),
  ]

  static let jobs =
    [
      Column("job", .id, ["项目", "标准作业", "项目名称"], ["Job", "Standard job"], required: true),
      Column("aliases", .list, ["别名"], ["Aliases"]),
      Column("kind", .id, ["业务类型", "类型", "维修类型"], ["Kind"]),
      Column("name", .text, ["作业", "作业名称"], ["Operation"]),
    ] + work + [
      Column("part", .id, ["配件号", "配件编码", "零件号"], ["Part", "Part number"]),
      Column("quantity", .integer, ["数量"], ["Quantity"]),
      // What the customer pays for parts and labour, where dealer systems have it.
      Column("price", .integer, ["价格", "项目价格", "套餐价"], ["Price", "Job price"], foreign: true),
    ]

  static let scenarios = [
    Column("scenario", .id, ["方案", "方案名称"], ["Scenario"], required: true),
    Column("change", .id, ["更改", "变更", "更改内容"], ["Change"], required: true),
    Column("what", .list, ["对象"], ["What", "Whom"]),
    Column("value", .text, ["数值", "值"], ["Value"]),
    Column("days", .list, ["日期", "日子"], ["Days", "Dates"]),
    Column("price", .text, ["每小时价格", "价格"], ["Hour price", "Price"]),
    Column("description", .text, ["说明", "方案说明"], ["Description"]),
  ]

  /// Headings of other people's visits that may mean several columns, with their keys: the first one that no other heading names
  /// is assumed, and that is reported. What was agreed with the customer is taken as a wish, which the schedule may move.
  static let assumed: [TableKind: [(heading: String, keys: [String])]] = {
    let booked = [
      "预约时间", "预约到店时间", "预约进厂时间", "预约到厂时间", "预约来店时间", "预约来厂时间", "预约到店", "预约时段", "Appointment time",
    ].map { ($0, ["preferredArrival", "bookedArrival"]) }
    let arrivals = [
      "时间", "时段", "预计到店时间", "预计到店", "预计进厂时间", "预计来店时间", "预计来厂时间", "到店时间", "进厂时间", "来厂时间", "来店时间", "进店时间",
      "到厂时间", "入厂时间", "送修时间", "到店", "来店", "进厂", "Arrival", "Arrival time", "Time", "Slot",
    ].map { ($0, ["preferredArrival"]) }
    let advisors = (advisorsChinese + advisorsEnglish).filter { $0 != "接待顾问" }.map {
      ($0, ["preferredAdvisor"])
    }
    let technicians = ["主修人", "主修技师", "技师", "维修技师", "施工技师", "维修工", "Technician"].map {
      ($0, ["preferredTechnician"])
    }
    return [.visits: booked + arrivals + advisors + technicians]
  }()
}

// The headings that dealer systems and coordinators use in several tables.
extension Column {
  static let platesChinese = [
    "车牌号", "车牌", "车牌号码", "牌照号", "牌照号码", "牌照", "车号", "车辆牌照", "车辆号牌", "号牌号码", "号牌",
  ]
  static let platesEnglish = [
    "Plate", "Registration", "Plate number", "License plate", "Licence plate", "Registration number", "Reg",
  ]
  static let phonesChinese = [
    "电话", "手机", "联系电话", "手机号", "手机号码", "电话号码", "联系方式", "移动电话", "联系手机", "送修人手机", "送修人电话", "联系人电话", "联系人手机",
    "客户电话", "客户手机", "车主电话", "车主手机", "预约电话",
  ]
  static let phonesEnglish = [
    "Phone", "Mobile", "Phone number", "Telephone", "Tel", "Cell phone", "Contact number",
  ]
  static let modelsChinese = ["车型", "车辆型号", "车型名称", "品牌车型", "车款", "车系", "厂牌型号"]
  static let modelsEnglish = ["Vehicle", "Model", "Car", "Car model"]
  static let mileagesChinese = [
    "里程", "公里数", "行驶里程", "进厂里程", "里程数", "当前里程", "入厂里程", "来厂里程", "进店里程", "本次里程", "送修里程", "行驶公里", "公里",
  ]
  static let mileagesEnglish = ["Mileage", "Odometer", "Km"]
  static let requestsChinese = [
    "客户描述", "客户要求", "故障描述", "故障现象", "客户反映", "客户诉求", "客户需求", "问题描述", "报修内容", "故障说明", "送修症状", "顾客描述", "客户主诉",
  ]
  static let requestsEnglish = ["Request", "Complaint", "Description", "Symptom"]
  static let promisesChinese = [
    "承诺交车", "承诺交车时间", "预计交车", "预计交车时间", "预交车时间", "预交车", "预交时间", "约定交车时间", "预定交车时间", "预计交付时间", "预计完工时间",
    "预计竣工时间", "预计出厂时间", "预计完工", "承诺交车日期", "预计交车日期", "预交车日期",
  ]
  static let promisesEnglish = ["Ready by", "Promised", "Promised at", "Promised time", "Due"]
  static let waitingChinese = [
    "在店等待", "等待", "是否在店等待", "是否等待", "等不等", "在店等候", "是否等候", "客户等待", "等候", "等待方式", "是否在店",
  ]
  static let advisorsChinese = [
    "服务顾问", "接待顾问", "顾问", "接待人", "接待员", "接待人员", "服务专员", "客户经理", "业务接待", "前台接待", "服务接待", "接车人", "接车员", "开单人",
    "预约顾问", "服务顾问姓名", "SA", "接待",
  ]
  static let advisorsEnglish = ["Service advisor", "Advisor"]
  static let notesChinese = ["备注", "备注信息", "备注说明", "其他要求", "特殊要求"]
  static let notesEnglish = ["Note", "Remarks", "Notes", "Comments"]
}
