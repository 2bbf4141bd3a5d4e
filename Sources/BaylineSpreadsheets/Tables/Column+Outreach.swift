import BaylineModel

extension Column {
  static let vehicles = [
    Column("plate", .id, platesChinese, platesEnglish, required: true),
    Column("customer", .text, ["客户", "客户姓名", "姓名", "车主"], ["Customer", "Name", "Owner"]),
    Column("title", .text, ["称呼"], ["Title"]),
    Column("phone", .id, ["电话", "手机", "联系电话", "手机号"], ["Phone"]),
    Column("vehicle", .text, ["车型"], ["Vehicle", "Model"]),
    Column("channel", .id, ["首选联系方式", "联系方式"], ["Channel", "Preferred channel"]),
    Column("advisor", .id, ["服务顾问", "专属顾问", "顾问"], ["Advisor", "Service advisor"]),
    Column("sold", .date, ["交车日期", "购车日期", "销售日期"], ["Sold", "Hand-over", "Sold on"]),
    Column("warrantyEnd", .date, ["保修到期", "质保到期", "保修到期日"], ["Warranty end", "Warranty until"]),
    Column("lastVisit", .date, ["上次到店", "上次进厂", "最近到店"], ["Last visit"]),
    Column("mileage", .integer, ["里程", "公里数", "上次里程", "行驶里程"], ["Mileage", "Last mileage"]),
    Column("mileageRead", .date, ["里程日期"], ["Mileage date", "Mileage read"]),
    Column("dailyKilometres", .integer, ["日均里程", "日均公里"], ["Kilometres a day", "Daily kilometres"]),
    Column("intervalKilometres", .integer, ["保养间隔公里", "保养间隔里程"], ["Interval km", "Service interval km"]),
    Column("intervalMonths", .integer, ["保养间隔月", "保养间隔月数"], ["Interval months", "Service interval months"]),
    Column("nextServiceDate", .date, ["下次保养日期", "应保养日期"], ["Next service", "Next service date"]),
    Column("nextServiceKilometres", .integer, ["下次保养里程", "应保养里程"], ["Next service km"]),
    Column("jobs", .list, ["项目", "标准作业", "保养项目"], ["Jobs", "Standard jobs"]),
    Column("doNotCall", .flag, ["勿扰", "免打扰"], ["Do not call"]),
    Column("lastCalled", .date, ["上次致电", "上次联系"], ["Last called", "Last call"]),
    Column("failedCalls", .integer, ["未接通次数", "未接通"], ["Failed calls"]),
    Column("note", .text, ["备注"], ["Note", "Remarks"]),
  ]

  static let expected = [
    Column("date", .date, ["日期"], ["Date", "Day"], required: true),
    Column("kind", .id, ["业务类型", "类型", "维修类型"], ["Kind"], required: true),
    Column("count", .decimal, ["台数", "预计台数", "数量"], ["Count", "Mean", "Visits"], required: true),
  ]
}
