import BaylineFormats

extension DiagnosticText {
  /// Each problem of past counts in the language.
  func sentence(_ problem: CountsProblem) -> Sentence {
    let words = Glossary(language)
    func quoted(_ text: String) -> String { words("“\(Self.shown(text))”", "\"\(Self.shown(text))\"") }
    func guess(_ name: String?) -> String? {
      name.map { words("是否想写\(quoted($0))？", "did you mean \(quoted($0))?") }
    }
    switch problem {
    case .repeatedDay(let day, let line):
      return (
        words("第 \(line) 行已有 \(Self.shown(day))", "\(Self.shown(day)) stands on line \(line) already"),
        words("请合并为一行，或改正日期", "make one row of them, or correct the date")
      )
    case .unmappedKind(let name, let nearest):
      return (
        words("门店没有业务类型\(quoted(name))", "the site has no kind \(quoted(name))"),
        guess(nearest)
          ?? words(
            "请用 --map 说明它是什么，如 --map \(Self.shown(name))=maintenance；不计入则写 \(Self.shown(name))=-",
            "say what it is, like --map \(Self.shown(name))=maintenance, or leave it out with --map \(Self.shown(name))=-"
          )
      )
    case .mapsNothing(let name, let nearest):
      return (
        words("--map 里的\(quoted(name))在文件中没有", "--map names \(quoted(name)), which the file does not have"),
        guess(nearest) ?? words("请核对列名或业务类型", "check it against the headings or the kinds")
      )
    case .shopNotChosen(let shops):
      let named = shops.prefix(20).map(Self.shown)
      return (
        words("文件里有几家门店", "the file has several shops"),
        words("请用 --shop 选一家：", "choose one with --shop: ") + words.list(named)
          + (shops.count > 20 ? " …" : "")
      )
    case .unknownShop(let name, let nearest):
      return (
        words("文件里没有门店\(quoted(name))", "the file has no shop \(quoted(name))"),
        guess(nearest) ?? words("请核对 shop 列", "check it against the column shop")
      )
    case .noShops(let name):
      return (
        words("没有 shop 列，无法选\(quoted(name))", "there is no column shop to choose \(quoted(name)) by"),
        words("请去掉 --shop，或补上该列", "remove --shop, or add the column")
      )
    case .tooFewDays(let found, let needed, let day):
      return (
        words("\(day) 之前有业务的日子只有 \(found) 天", "days with visits before \(day): \(found)"),
        words("至少需要 \(needed) 天，请补上更早的数据", "give \(needed) or more, a year or more for a good forecast")
      )
    case .tooFarAhead(let last):
      return (
        words("预测太远", "the forecast reaches too far ahead"),
        words("最远到 \(last)，请改早日期、减少天数，或补上更新的数据", "end it by \(last), or give newer counts")
      )
    case .nothingToMeasure(let from, let end):
      return (
        words("从 \(from) 起没有可衡量的营业日", "there is no open day to measure from \(from) on"),
        words("数据到 \(end) 之前为止，请选更早的月份", "the counts end before \(end); choose earlier months")
      )
    case .noTemplate(let kind):
      return (
        words("没有\(quoted(kind))的预约可作样本", "no visit of kind \(quoted(kind)) to make others from"),
        words(
          "请用 --like 再给一个有这种预约的需求，或用 --map 把它并入其他类型",
          "give another demand that has one with --like, or map the kind to another one with --map")
      )
    }
  }
}
