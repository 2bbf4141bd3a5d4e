import BaylineModel

/// The tables of past days, with the headings of dealer systems. If a table has several headings of one column, the one listed
/// first here wins.
extension Column {
  private static let order = Column(
    "order", .id, ["工单号", "工单编号", "委托书号", "维修单号", "单号"], ["Order number", "Work order", "Order"],
    required: true)

  /// Flat-rate times.
  private static let standard = [
    Column("standardHours", .decimal, ["标准工时", "标准工时（小时）"], ["Standard hours", "Flat-rate hours"]),
    Column("standardMinutes", .decimal, ["标准分钟", "标准工时（分钟）"], ["Standard minutes"]),
  ]

  static let orders =
    [
      order,
      Column("plate", .id, ["车牌号", "车牌", "车牌号码"], ["Plate", "Registration"]),
      Column("customer", .text, ["客户", "客户姓名", "姓名", "车主"], ["Customer", "Name", "Owner"]),
      Column("kind", .id, ["业务类型", "类型", "维修类型", "维修类别", "工单类型"], ["Kind", "Order type"]),
      Column(
        "opened", .time, ["开单时间", "开单日期", "接车时间", "进厂时间", "到店时间"], ["Opened", "Opened at", "Check-in"],
        required: true),
      Column(
        "booked", .time, ["预约时间", "预约到店", "预约到店时间", "约定到店"],
        ["Appointment time", "Appointment", "Booked arrival"]),
      Column("called", .time, ["预约登记时间", "登记时间", "来电时间"], ["Booked on", "Called"]),
      Column(
        "closed", .time, ["完工时间", "竣工时间", "结算时间", "结算日期", "交车时间"],
        ["Completed", "Closed", "Closed at", "Settled"]),
      Column(
        "promised", .time, ["承诺交车", "承诺交车时间", "预计交车", "预计交车时间"], ["Promised", "Promised at", "Ready by"]),
      Column("advisor", .id, ["服务顾问", "接待顾问", "顾问", "接待人"], ["Service advisor", "Advisor"]),
      Column("work", .list, ["项目", "维修项目", "作业项目", "标准作业", "维修内容"], ["Work", "Jobs", "Standard jobs"]),
    ] + standard + [
      Column("waiting", .flag, ["在店等待", "等待", "是否在店等待"], ["Waiting"]),
      Column("state", .text, ["状态", "工单状态", "到店情况", "结果"], ["Status", "State", "Outcome"]),
      Column("reason", .text, ["原因", "未到原因", "取消原因", "未成功原因"], ["Reason"]),
      Column("note", .text, ["备注"], ["Note", "Remarks"]),
    ]

  static let clock =
    [
      order,
      Column("operation", .text, ["项目", "工序", "作业", "作业名称", "维修项目"], ["Operation", "Work", "Job"]),
      Column(
        "technician", .id, ["技师", "技师姓名", "维修技师", "员工", "姓名"], ["Technician", "Employee", "Name"],
        required: true),
      Column("bay", .id, ["工位", "工位号"], ["Bay"]),
      Column("from", .time, ["开始时间", "开始", "开工时间", "上工时间"], ["From", "Start", "Clock in"], required: true),
      Column(
        "to", .time, ["结束时间", "结束", "完工时间", "下工时间", "停工时间"], ["To", "End", "Clock out"], required: true),
    ] + standard
}
