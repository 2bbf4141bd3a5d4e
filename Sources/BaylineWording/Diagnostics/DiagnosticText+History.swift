import BaylineFormats
import BaylineModel

extension DiagnosticText {
  /// Problems of past counts and forecasts.
  func sentence(_ problem: Diagnostic.CountsProblem) -> Sentence {
    switch problem {
    case .repeatedDay(let day, let line):
      say(
        "第 \(line) 行已有 \(Self.shown(day))", "\(Self.shown(day)) is already on line \(line)",
        fix: "请合并为一行，或改正日期", "merge the rows, or correct the date")
    case .unmappedKind(let name, let nearest):
      say(
        "门店没有业务类型\(quoted(name))", "the site has no kind \(quoted(name))", nearest: nearest,
        fix: "请用 --map 说明它是什么，如 --map \(Self.shown(name))=maintenance；不计入则写 \(Self.shown(name))=-",
        "map it, like --map \(Self.shown(name))=maintenance, or leave it out with --map \(Self.shown(name))=-"
      )
    case .mapsNothing(let name, let nearest):
      say(
        "--map 里的\(quoted(name))在文件中没有", "--map names \(quoted(name)), which is not in the file",
        nearest: nearest, fix: "请核对列名或业务类型", "check it against the headings or the kinds")
    case .tooFewDays(let found, let needed, let day):
      say(
        "\(day) 之前有业务的日子只有 \(found) 天", "only \(counted(found, "day")) with visits before \(day)",
        fix: "至少需要 \(needed) 天，请补上更早的数据", "provide at least \(needed) (a year or more for a good forecast)")
    case .tooFarAhead(let last):
      say(
        "预测太远", "the forecast reaches too far ahead", fix: "最远到 \(last)，请改早日期、减少天数，或补上更新的数据",
        "end it by \(last), or provide more recent counts")
    case .nothingToMeasure(let from, let end):
      say(
        "从 \(from) 起没有可衡量的营业日", "no open day to evaluate from \(from) on",
        fix: "数据到 \(end) 之前为止，请选更早的月份", "choose earlier months (the counts end before \(end))")
    case .noTemplate(let kind):
      say(
        "没有\(quoted(kind))的预约可作样本", "no visit of kind \(quoted(kind)) to use as a template",
        fix: "请用 --like 再给一个有这种预约的需求，或用 --map 把它并入其他类型",
        "add a demand that has one with --like, or map the kind to another with --map")
    case .shopNotChosen, .unknownShop, .noShops: shop(problem)
    }
  }

  private func shop(_ problem: Diagnostic.CountsProblem) -> Sentence {
    switch problem {
    case .shopNotChosen(let shops):
      let list = words.list(shops.prefix(20).map(Self.shown)) + (shops.count > 20 ? " …" : "")
      return say(
        "文件里有几家门店", "the file contains several shops", fix: "请用 --shop 选一家：\(list)",
        "choose one with --shop: \(list)")
    case .unknownShop(let name, let nearest):
      return say(
        "文件里没有门店\(quoted(name))", "unknown shop \(quoted(name))", nearest: nearest, fix: "请核对 shop 列",
        "check it against the shop column")
    case .noShops(let name):
      return say(
        "没有 shop 列，无法选\(quoted(name))", "cannot choose \(quoted(name)): the file has no shop column",
        fix: "请去掉 --shop，或补上该列", "remove --shop, or add the column")
    default: return (problem.code, problem.code)
    }
  }

  /// Problems of records of past days.
  func sentence(_ problem: Diagnostic.ActualProblem) -> Sentence {
    switch problem {
    case .timeBefore(let time, let other, let earlier):
      say(
        "\(time) 早于 \(other) 的 \(earlier)", "\(time) is earlier than \(other) (\(earlier))", fix: "请核对两个时间",
        "check both times")
    case .notOfOutcome(let member, let outcome):
      say(
        "\(outcome) 的到店不能有\(quoted(member))", "\(quoted(member)) is not allowed for the outcome \(outcome)",
        fix: "请去掉，或改正 outcome", "remove it, or correct the outcome")
    case .addedToNothing:
      say(
        "增项之前没有工序", "added work without an earlier operation", fix: "请放在发现它的工序之后",
        "place it after the operation during which it was found")
    case .longerThanSpan(let minutes, let max):
      say(
        "做了 \(minutes) 分钟，而起止之间只有 \(max) 分钟",
        "\(minutes) minutes exceed the \(max) between start and end", fix: "请核对起止与分钟数",
        "check the times and the minutes")
    case .notOnDay(let time, let day):
      say(
        "\(time) 不在 \(day) 这一天", "\(time) is not on \(day)", fix: "请核对日期；早先到店的车在需求里写 arrived",
        "check the date; in the demand, a vehicle that came earlier has the member arrived")
    case .longAfterDay(let time, let days):
      say(
        "\(time) 比当天晚 \(days) 天以上", "\(time) is more than \(days) days after the recorded day",
        fix: "请核对年份和日期", "check the year and the date")
    case .otherDay(let day, let demand):
      say(
        "记录的是 \(day)，而需求从 \(demand) 开始", "the record is for \(day), but its demand starts on \(demand)",
        fix: "请把记录放到当天的文件夹", "move the record to the folder of its day")
    }
  }
}
