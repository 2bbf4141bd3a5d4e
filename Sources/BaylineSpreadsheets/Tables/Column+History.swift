import BaylineModel

/// The tables of past days, with the headings of dealer systems. If a table has several headings of one column, the one listed
/// first here wins.
extension Column {
  private static let order = Column(
    "order", .id,
    [
      "工单号", "工单编号", "委托书号", "维修单号", "单号", "维修工单号", "工单编码", "工单", "委托单号", "维修委托书号", "维修委托单号", "施工单号", "派工单号",
      "维修编号", "结算单号", "业务单号", "RO号",
    ], ["Order number", "Work order", "Order", "Repair order", "Job card", "RO"],
    required: true)

  /// Flat-rate times.
  private static let standard = [
    Column("standardHours", .decimal, ["标准工时", "标准工时（小时）"], ["Standard hours", "Flat-rate hours"]),
    Column("standardMinutes", .decimal, ["标准分钟", "标准工时（分钟）"], ["Standard minutes"]),
  ]

  static let orders =
    [
      order,
      Column("plate", .id, platesChinese, platesEnglish),
      Column(
        "customer", .text,
        ["客户", "客户姓名", "姓名", "车主", "车主姓名", "车主名称", "客户名称", "送修人", "送修人姓名", "联系人", "联系人姓名"],
        ["Customer", "Name", "Owner", "Customer name"]),
      Column("phone", .id, phonesChinese, phonesEnglish),
      Column("vehicle", .text, modelsChinese, modelsEnglish),
      Column("mileage", .integer, mileagesChinese, mileagesEnglish),
      Column(
        "kind", .id, ["业务类型", "类型", "维修类型", "维修类别", "工单类型", "维修种类", "修理类型", "业务类别", "工单类别", "维修性质", "服务类型"],
        ["Kind", "Order type", "Service type"]),
      Column(
        "opened", .time,
        [
          "开单时间", "开单日期", "接车时间", "进厂时间", "到店时间", "来厂时间", "进店时间", "接待时间", "接待日期", "来店时间", "到厂时间", "入厂时间",
          "送修时间",
          "工单开单时间", "建单时间", "制单时间", "接车日期", "进厂日期", "到店日期", "来厂日期", "来店日期", "进店日期", "入厂日期", "送修日期", "实际到店时间",
          "实际进厂时间",
        ], ["Opened", "Opened at", "Check-in", "Opening time", "Arrival"], required: true),
      Column(
        "booked", .time,
        [
          "预约时间", "预约到店", "预约到店时间", "约定到店", "约定到店时间", "预约进厂时间", "预约到厂时间", "预约来厂时间", "预约日期", "预约进厂日期",
          "预约到店日期",
        ],
        ["Appointment time", "Appointment", "Booked arrival"]),
      Column(
        "called", .time, ["预约登记时间", "登记时间", "来电时间", "预约创建时间", "预约登记日期"], ["Booked on", "Called"]),
      Column(
        "closed", .time,
        [
          "完工时间", "竣工时间", "结算时间", "结算日期", "交车时间", "竣工日期", "完工日期", "实际完工时间", "实际竣工时间", "出厂时间", "实际出厂时间",
          "实际交车时间",
          "维修完成时间", "完成时间", "离店时间", "离厂时间", "提车时间", "出厂日期", "交车日期", "实际交车日期", "工单结算时间", "结案时间", "关单时间",
        ], ["Completed", "Closed", "Closed at", "Settled", "Completed at"]),
      Column(
        "promised", .time, promisesChinese, ["Promised", "Promised at", "Ready by", "Promised time", "Due"]),
      Column("advisor", .id, advisorsChinese, advisorsEnglish),
      Column("request", .text, requestsChinese, requestsEnglish),
      Column(
        "work", .list,
        [
          "项目", "维修项目", "作业项目", "标准作业", "维修内容", "施工项目", "服务项目", "项目名称", "维修项目名称", "作业内容", "工单内容", "工时项目",
          "保养项目",
          "预约项目",
        ], ["Work", "Jobs", "Standard jobs", "Services"]),
    ] + standard + [
      Column("waiting", .flag, waitingChinese, ["Waiting"]),
      Column(
        "state", .text, ["状态", "工单状态", "到店情况", "结果", "单据状态", "维修状态", "工单进度", "待料/待信"],
        ["Status", "State", "Outcome"]),
      Column("reason", .text, ["原因", "未到原因", "取消原因", "未成功原因"], ["Reason"]),
      Column("note", .text, notesChinese, notesEnglish),
      Column("day", .date, ["日期", "业务日期"], ["Date", "Day"], foreign: true),
    ]

  static let clock =
    [
      order,
      Column(
        "operation", .text,
        [
          "项目", "工序", "作业", "作业名称", "维修项目", "作业项目", "施工项目", "项目名称", "维修项目名称", "工序名称", "作业内容", "维修内容", "派工项目",
          "工时项目",
        ], ["Operation", "Work", "Job"]),
      Column(
        "technician", .id,
        [
          "技师", "技师姓名", "维修技师", "员工", "姓名", "主修人", "主修技师", "主修", "施工技师", "维修工", "维修人", "维修人员", "施工人", "施工人员",
          "技工",
          "员工姓名", "派工技师", "报工人", "作业人员", "修理工", "机修工",
        ], ["Technician", "Employee", "Name", "Mechanic"], required: true),
      Column("bay", .id, ["工位", "工位号", "工位名称", "维修工位", "施工工位", "作业工位"], ["Bay"]),
      Column(
        "from", .time,
        [
          "开始时间", "开始", "开工时间", "上工时间", "实际开工时间", "实际开始时间", "报工开始时间", "施工开始时间", "作业开始时间", "维修开始时间", "打卡开始时间",
          "派工时间", "开工日期", "开始日期",
        ], ["From", "Start", "Clock in", "Start time"], required: true),
      Column(
        "to", .time,
        [
          "结束时间", "结束", "完工时间", "下工时间", "停工时间", "实际完工时间", "实际结束时间", "报工时间", "报工结束时间", "施工结束时间", "作业结束时间",
          "维修结束时间",
          "打卡结束时间", "竣工时间", "完成时间", "完工日期", "竣工日期", "结束日期",
        ], ["To", "End", "Clock out", "End time"], required: true),
      Column(
        "day", .date, ["日期", "打卡日期", "施工日期", "作业日期", "报工日期", "工作日期"], ["Date", "Day"], foreign: true),
    ] + standard
}
