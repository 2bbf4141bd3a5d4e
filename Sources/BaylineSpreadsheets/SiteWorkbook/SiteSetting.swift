import BaylineFormats
import BaylineModel

/// A row of the sheet of settings: a single value of a site.
struct SiteSetting {
  /// Where the value stands in the site file.
  enum Place: Hashable {
    case site, booking, policy
  }

  /// The type of the value.
  enum Value {
    case text
    case integer
    /// The name of a shift.
    case calendar
    case language
  }

  var key: String
  var place: Place
  var value: Value
  var chinese: String
  var english: String
  /// What the value means, with its unit.
  var explanation: (chinese: String, english: String)

  func label(_ language: Language) -> String { language == .chinese ? chinese : english }

  /// The setting with a label in either language, or with a key.
  static func named(_ text: String) -> SiteSetting? { byName[Heading.normalised(text)] }

  /// All labels, for suggestions.
  static var labels: [String] { all.flatMap { [$0.chinese, $0.english] } }

  private static let byName: [String: SiteSetting] = Dictionary(
    all.flatMap { setting in
      [setting.chinese, setting.english, setting.key].map { (Heading.normalised($0), setting) }
    }, uniquingKeysWith: { first, _ in first })

  static let all = ofSite + ofBooking + ofPolicy

  private static let ofSite = [
    SiteSetting("name", .site, .text, "门店名称", "Name", "印在表单上", "Shown on forms"),
    SiteSetting(
      "locale", .site, .language, "语言", "Language", "表单和提示的语言", "The language of forms and messages"),
    SiteSetting(
      "timeZone", .site, .text, "时区", "Time zone", "仅用于日历文件", "Only for calendar files"),
    SiteSetting(
      "hours", .site, .calendar, "营业时间", "Opening hours", "“班次”表中的名称", "A name of the sheet of shifts"),
    SiteSetting("loaners", .site, .integer, "代步车", "Loan vehicles", "台数", "How many there are"),
    SiteSetting(
      "drivers", .site, .integer, "取送车司机", "Drivers", "人数", "How many collect and deliver vehicles"),
  ]

  private static let ofBooking = [
    SiteSetting(
      "slotMinutes", .booking, .integer, "到店时间间隔", "Slot", "分钟：到店时间的整档", "Minutes: the grid of arrivals"),
    SiteSetting(
      "receptionMinutes", .booking, .integer, "接待用时", "Reception", "分钟：顾问接待一台车的时间",
      "Minutes: an advisor's time for one arrival"),
    SiteSetting(
      "advisorGapMinutes", .booking, .integer, "顾问预约间隔", "Advisor gap", "分钟：同一顾问两次到店至少相隔",
      "Minutes: between two arrivals of an advisor"),
    SiteSetting(
      "advisorBookingsPerHour", .booking, .integer, "顾问每小时最多接待", "Advisor's most an hour", "台",
      "Arrivals in any 60 minutes"),
    SiteSetting(
      "advisorBookingsPerDay", .booking, .integer, "顾问每天最多接待", "Advisor's most a day", "台", "Arrivals"),
    SiteSetting(
      "siteBookingsPerHour", .booking, .integer, "全店每小时最多到店", "Site's most an hour", "台；留空为不限",
      "Arrivals; empty: no limit"),
    SiteSetting(
      "finishMinutes", .booking, .integer, "交车准备", "Finish", "分钟：终检、洗车、单据",
      "Minutes: final check, wash, documents"),
    SiteSetting(
      "moveMinutes", .booking, .integer, "移车用时", "Moving", "分钟：换一个工位", "Minutes: from one bay to another"),
    SiteSetting(
      "partsLeadMinutes", .booking, .integer, "配件提前", "Parts lead", "分钟：到店前多久备好",
      "Minutes: on the shelf before the arrival"),
    SiteSetting(
      "reservePercent", .booking, .integer, "预留工时", "Reserve", "百分比：留给未预约和增项",
      "Percent: kept for walk-ins and added work"),
    SiteSetting(
      "loanerTurnaroundMinutes", .booking, .integer, "代步车整备", "Loan turnaround", "分钟：还车后多久可再借出",
      "Minutes: until it can go out again"),
    SiteSetting(
      "promisePercent", .booking, .integer, "承诺把握", "Promise", "百分比 50–99：答应客户的时间多常守住",
      "Percent, 50 to 99: how often a promise shall hold"),
    SiteSetting(
      "graceMinutes", .booking, .integer, "迟到保留", "Grace", "分钟", "Minutes for which a slot is held"),
  ]

  private static let ofPolicy = [
    SiteSetting(
      "deviation", .policy, .integer, "偏离首选时间", "Off the first choice", "点/分钟", "Points a minute"),
    SiteSetting("stay", .policy, .integer, "客户在店等待", "Customer's stay", "点/分钟", "Points a minute"),
    SiteSetting("late", .policy, .integer, "晚交车", "Late", "点/台", "Points a vehicle"),
    SiteSetting(
      "lateness", .policy, .integer, "晚交车时长", "Lateness", "点/分钟", "Points a minute"),
    SiteSetting("advisor", .policy, .integer, "换顾问", "Other advisor", "点/台", "Points a vehicle"),
    SiteSetting(
      "technician", .policy, .integer, "换指定技师", "Other technician", "点/作业", "Points an operation"),
    SiteSetting(
      "original", .policy, .integer, "原技师不在班", "Original technician off duty", "点/返修", "Points a comeback"),
    SiteSetting(
      "handover", .policy, .integer, "技师交接", "Handover", "点：每多一名技师", "Points for each further technician"),
    SiteSetting("move", .policy, .integer, "换工位", "Change of bay", "点/次", "Points each"),
    SiteSetting(
      "overskill", .policy, .integer, "高技低用", "Overskilled", "点：每高一级", "Points a level"),
    SiteSetting(
      "overload", .policy, .integer, "技师超负荷", "Overload", "点/分钟", "Points a minute"),
    SiteSetting(
      "overloadPercent", .policy, .integer, "超负荷界限", "Overload from", "百分比：班次的多少",
      "Percent of the shift"),
    SiteSetting("balance", .policy, .integer, "负荷不均", "Uneven load", "点", "Points"),
    SiteSetting(
      "moved", .policy, .integer, "改动上次安排", "Change of plan", "点/作业", "Points an operation"),
    SiteSetting(
      "makespan", .policy, .integer, "总工期", "Makespan", "点/分钟", "Points a minute"),
  ]

  private init(
    _ key: String, _ place: Place, _ value: Value, _ chinese: String, _ english: String,
    _ explanationInChinese: String, _ explanationInEnglish: String
  ) {
    self.key = key
    self.place = place
    self.value = value
    self.chinese = chinese
    self.english = english
    explanation = (explanationInChinese, explanationInEnglish)
  }
}
