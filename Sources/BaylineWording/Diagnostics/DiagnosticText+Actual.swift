import BaylineFormats
import BaylineModel

extension DiagnosticText {
  /// Each problem of a record in the language.
  func sentence(_ problem: ActualProblem) -> Sentence {
    let words = Glossary(language)
    func quoted(_ text: String) -> String { words("“\(Self.shown(text))”", "\"\(Self.shown(text))\"") }
    switch problem {
    case .timeBefore(let time, let other, let earlier):
      return (
        words("\(time) 早于 \(other) 的 \(earlier)", "\(time) lies before \(other), \(earlier)"),
        words("请核对两个时间", "check both times")
      )
    case .notOfOutcome(let member, let outcome):
      return (
        words(
          "\(outcome) 的到店不能有\(quoted(member))", "\(quoted(member)) is not for visits that ended as \(outcome)"
        ),
        words("请去掉，或改正 outcome", "remove it, or correct the outcome")
      )
    case .addedToNothing:
      return (
        words("增项之前没有工序", "added work stands behind no operation"),
        words("请放在发现它的工序之后", "put it behind the operation on which it was found")
      )
    case .longerThanSpan(let minutes, let most):
      return (
        words(
          "做了 \(minutes) 分钟，而起止之间只有 \(most) 分钟",
          "\(minutes) minutes are more than the \(most) between start and end"),
        words("请核对起止与分钟数", "check the times and the minutes")
      )
    case .notOnDay(let time, let day):
      return (
        words("\(time) 不在 \(day) 这一天", "\(time) is not on \(day)"),
        words(
          "请核对日期；早先到店的车在需求里写 arrived",
          "check the date; a vehicle that came earlier stands in the demand as arrived")
      )
    case .longAfterDay(let time, let days):
      return (
        words("\(time) 比当天晚 \(days) 天以上", "\(time) is more than \(days) days after the day"),
        words("请核对年份和日期", "check the year and the date")
      )
    case .otherDay(let day, let demand):
      return (
        words("记录的是 \(day)，而需求从 \(demand) 开始", "the record is of \(day), its demand begins on \(demand)"),
        words("请把记录放到当天的文件夹", "put the record into the folder of its day")
      )
    }
  }
}
