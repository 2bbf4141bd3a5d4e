public import BaylineModel

/// Masks names and plates for public display on the welcome board (欢迎看板): enough for customers to find their line,
/// too little for others to identify them.
///
/// A name keeps surname and title, `李女士`; a plate its region, its first and its last character, `沪A·1***5`. Works for
/// any text, in linear time.
public struct Masking: Sendable {
  private let words: Glossary

  /// Creates a masking for readers of a language.
  public init(_ language: Language) {
    words = Glossary(language)
  }

  /// The customer as on the welcome board; `贵宾`, "Guest" without a name.
  public func customer(_ card: Appointment.CustomerCard) -> String {
    name(card.customer ?? "", title: card.title)
  }

  /// A name by surname and title: `李女士`, `欧阳先生`, `买买提先生`, `Ms. Müller`. Without a title `李**`, `买买提**`,
  /// `A. M***`. A company keeps how it begins and its form: `上海***公司`, `Si*** GmbH`.
  public func name(_ name: String, title: String? = nil) -> String {
    let title = Title(title ?? "")
    let parts = Self.words(in: name)
    guard let sign = name.first(where: { $0.isLetter || $0.isNumber }) ?? parts.first?.first else {
      return words("贵宾", "Guest")
    }
    guard sign.isWideLetter else { return alphabetic(parts, title) }
    return wide(String(parts.joined().drop { $0 != sign }), title)
  }

  // MARK: - Chinese and its neighbours

  private func wide(_ name: String, _ title: Title) -> String {
    if let company = Company.masked(name) { return company }
    let (core, ending) = Title.split(name) { Surname.leading($0).count == $0.count }
    let surname = Surname.leading(core)
    let spoken = title.isEmpty ? ending : title
    return spoken.before(surname, hiding: [String(core.dropFirst(surname.count))], words) ?? surname + "**"
  }

  // MARK: - Alphabets

  private func alphabetic(_ words: [String], _ title: Title) -> String {
    if let company = Company.masked(words) { return company }
    let ownTitle = Title(words[0])
    if words.count > 1, ownTitle.isKnown {
      return person(Array(words.dropFirst()), title.isEmpty ? ownTitle : title)
    }
    return person(words, title)
  }

  /// Surname and title, or initials. A word with digits or symbols is not a surname.
  private func person(_ parts: [String], _ title: Title) -> String {
    let place = Surname.place(in: parts)
    let surname = parts[place].filter { $0 != "," }
    var given = parts
    given.remove(at: place)
    if surname.contains(where: \.isLetter), surname.allSatisfy({ $0.isLetter || "-'’".contains($0) }),
      let polite = title.before(surname, hiding: given, words)
    {
      return polite
    }
    let initials = given.prefix(1).map { "\($0.prefix(1)). " }.joined()
    return initials + parts[place].prefix(1) + "***"
  }

  /// The words of a name, without control characters.
  private static func words(in name: String) -> [String] {
    var visible = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      visible.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return String(visible).split(whereSeparator: \.isWhitespace).map(String.init)
  }
}

/// How a customer is addressed.
private struct Title {
  private let text: String

  init(_ text: String) {
    self.text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  var isEmpty: Bool { text.isEmpty }
  var isKnown: Bool { Self.known[text.lowercased()] != nil }

  /// Title and surname in the order of the title's language; `nil` if there is no title, or if it is unknown and reveals
  /// what must be hidden.
  func before(_ surname: String, hiding hidden: [String], _ words: Glossary) -> String? {
    let pair = Self.known[text.lowercased()]
    guard !text.isEmpty, pair != nil || Self.endings.contains(text) || isHarmless(hidden) else { return nil }
    let spoken = pair.map { words($0.chinese, $0.english) } ?? text
    return spoken.last?.isWideLetter == true ? surname + spoken : "\(spoken) \(surname)"
  }

  private func isHarmless(_ hidden: [String]) -> Bool {
    text.count <= 12 && text.allSatisfy { $0.isLetter || " .".contains($0) }
      && !hidden.contains { word in
        text.lowercased().contains(word.lowercased())
          || word.contains { $0.isWideLetter && text.contains($0) }
      }
  }

  /// A name and the title at its end, if there is one: 李女士, or 李总 if everything before it is a surname.
  static func split(_ name: String, isSurname: (String) -> Bool) -> (name: String, title: Title) {
    for ending in endings where name.count > ending.count && name.hasSuffix(ending) {
      let core = String(name.dropLast(ending.count))
      if ending.count > 1 || isSurname(core) { return (core, Title(ending)) }
    }
    return (name, Title(""))
  }

  private static let endings = [
    "先生", "女士", "小姐", "太太", "夫人", "老师", "师傅", "经理", "主任", "医生", "教授", "博士", "总", "工",
  ]

  /// The titles that exist in both languages.
  private static let known: [String: (chinese: String, english: String)] = [
    "先生": ("先生", "Mr."), "mr": ("先生", "Mr."), "mr.": ("先生", "Mr."),
    "女士": ("女士", "Ms."), "ms": ("女士", "Ms."), "ms.": ("女士", "Ms."),
    "小姐": ("女士", "Ms."), "miss": ("女士", "Ms."),
    "太太": ("太太", "Mrs."), "mrs": ("太太", "Mrs."), "mrs.": ("太太", "Mrs."),
    "博士": ("博士", "Dr."), "dr": ("博士", "Dr."), "dr.": ("博士", "Dr."),
  ]
}

/// Which part of a name is the surname.
private enum Surname {
  /// The compound surname or first character of a Chinese name; everything before a middle dot (买买提·艾力).
  static func leading(_ name: String) -> String {
    let parts = name.split(whereSeparator: middleDots.contains)
    guard let first = parts.first else { return String(name.prefix(1)) }
    if parts.count > 1, first.allSatisfy(\.isWideLetter) { return String(first) }
    let two = String(first.prefix(2))
    return compound.contains(two) ? two : String(first.prefix(1))
  }

  /// The word before a comma, the one in capitals (`LI Na`), or the last one.
  static func place(in words: [String]) -> Int {
    if let comma = words.firstIndex(where: { $0.hasSuffix(",") }) { return comma }
    let capitals = words.indices.filter { words[$0].count > 1 && words[$0].allSatisfy(\.isUppercase) }
    return capitals.count == 1 ? capitals[0] : words.count - 1
  }

  private static let middleDots: Set<Character> = ["·", "‧", "•", "・", "･", "．", "."]

  /// The compound surnames (复姓) in use, in simplified and traditional characters.
  private static let compound = Set(
    """
    欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 端木 百里 东方 南宫 西门 东郭 独孤 轩辕 钟离 申屠 太史 \
    澹台 公冶 宗政 濮阳 淳于 单于 赫连 闻人 公羊 万俟 仲孙 拓跋 呼延 鲜于 闾丘 亓官 司寇 子车 颛孙 巫马 公西 漆雕 乐正 壤驷 公良 \
    夹谷 宰父 谷梁 段干 东门 公伯 公仪 梁丘 左丘 羊舌 微生 第五 纳兰 完颜 叶赫 耶律 贺兰 达奚 褚师 哥舒 斛律 屈突 \
    歐陽 司馬 諸葛 尉遲 公孫 長孫 東方 南宮 西門 東郭 獨孤 軒轅 鍾離 澹臺 濮陽 單于 赫連 聞人 萬俟 仲孫 鮮于 閭丘 子車 顓孫 巫馬 \
    樂正 壤駟 夾谷 穀梁 東門 公儀 納蘭 完顏 葉赫 賀蘭 達奚
    """
    .split(separator: " ").map(String.init))
}

/// Companies and offices among the customers.
private enum Company {
  /// A masked Chinese company, without a person named after it; `nil` if the name is not a company.
  static func masked(_ whole: String) -> String? {
    let name = whole.firstRange(of: "公司").map { String(whole[..<$0.upperBound]) } ?? whole
    guard name.count >= 4, let form = forms.first(where: name.hasSuffix) else { return nil }
    let core = name.dropLast(form.count)
    return core.prefix(core.count > 2 ? 2 : 0) + "***" + form
  }

  /// A masked company with a Western legal form: `Ltd.`, `GmbH`; `nil` if the name is not a company.
  static func masked(_ words: [String]) -> String? {
    guard let form = words.last, words.count > 1, letterForms.contains(form.lowercased().filter(\.isLetter))
    else { return nil }
    return words[0].prefix(words[0].count > 2 ? 2 : 0) + "*** " + form
  }

  private static let forms = [
    "公司", "集团", "工厂", "商行", "商店", "酒店", "宾馆", "饭店", "银行", "医院", "学校", "大学", "中学", "小学", "学院", "幼儿园",
    "研究院", "研究所", "设计院", "事务所", "合作社", "委员会", "居委会", "村委会", "派出所", "分局", "支队", "大队", "车队", "协会",
    "基金会", "政府", "中心", "服务部", "经营部", "工作室", "俱乐部", "修理厂",
  ]

  private static let letterForms: Set<String> = [
    "ltd", "limited", "inc", "llc", "corp", "corporation", "co", "company", "plc", "gmbh", "ag", "kg", "ev",
    "sa", "sarl", "srl", "spa", "bv", "nv", "ab", "oy",
  ]
}

extension Character {
  /// A letter of two columns: Chinese, Japanese, Korean.
  fileprivate var isWideLetter: Bool { isLetter && displayWidth > 1 }
}
