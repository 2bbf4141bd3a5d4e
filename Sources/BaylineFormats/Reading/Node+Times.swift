package import BaylineModel

extension Node {
  /// A time like `2026-11-23T08:15`.
  package func time() -> CivilTime? {
    guard let text = text() else { return nil }
    if let time = CivilTime(text) { return time }
    let date = Node.isShapedLikeDate(text.utf8.prefix(10))
    let hasClock = CivilTime("2000-01-01" + String(text.unicodeScalars.dropFirst(10))) != nil
    report(date && hasClock ? .dateNotInCalendar(text) : .notATime(text))
    return nil
  }

  /// A date like `2026-11-23`.
  package func date() -> CivilDate? {
    text().flatMap { date(named: $0) }
  }

  /// A date given as the name of this member.
  func date(named text: String) -> CivilDate? {
    if let date = CivilDate(text) { return date }
    let isShaped = text.utf8.count == 10 && Node.isShapedLikeDate(text.utf8.prefix(10))
    report(isShaped ? .dateNotInCalendar(text) : .notADate(text))
    return nil
  }

  /// A time of day from `00:00` to `24:00`, in minutes.
  func clock() -> Int? {
    guard let text = text() else { return nil }
    let bytes = Array(text.utf8)
    let digits = bytes.enumerated().allSatisfy { i, byte in i == 2 || (0x30...0x39).contains(byte) }
    if bytes.count == 5, digits, bytes[2] == UInt8(ascii: ":"), bytes[3] < UInt8(ascii: "6") {
      let values = bytes.map { Int($0) - 0x30 }
      let minutes = (values[0] * 10 + values[1]) * 60 + values[3] * 10 + values[4]
      if minutes <= CivilTime.minutesPerDay { return minutes }
    }
    report(.notATimeOfDay(text))
    return nil
  }

  private static func isShapedLikeDate(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.count == 10
      && bytes.enumerated().allSatisfy { i, byte in
        i == 4 || i == 7 ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte)
      }
  }
}
