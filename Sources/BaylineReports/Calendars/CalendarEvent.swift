import BaylineMath
import BaylineModel
import BaylineWording

/// An event of a calendar.
struct CalendarEvent {
  /// Identifies the same task in every schedule of the site, independent of time and person.
  var uid: String
  /// In civil time at the site.
  var start: CivilTime
  /// At or before the start for an event without duration.
  var end: CivilTime
  /// The title in the calendar.
  var summary: String
  var location: String
  /// Details, a line each.
  var description: [String]
  /// The kind of visit in words.
  var category: String
  /// Whether the person is available for other work meanwhile.
  var isFree = false
  /// The text of the alarms a day and an hour before; `nil` for no alarm.
  var reminder: String?
}

/// Encodes ids for file names and UIDs: only ASCII letters, digits, `-`, `_` and `~`.
enum SafeName {
  /// Encodes an id so that different ids differ even where case does not matter, as in file systems of Windows and
  /// macOS: `SA1` stays `SA1`, `anna` becomes `_anna` (`_` toggles between upper and lower case), any other character
  /// becomes `~` and its UTF-8 bytes in hexadecimal.
  ///
  /// If the result has more than 100 bytes, it keeps the first 80 and gets a 64-bit checksum.
  static func of(_ id: String) -> String {
    var name: [UInt8] = []
    var isLowercase = false
    for byte in id.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        name.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
        let lowercase = byte >= UInt8(ascii: "a")
        if lowercase != isLowercase { name.append(UInt8(ascii: "_")) }
        isLowercase = lowercase
        name.append(byte)
      default:
        name += [UInt8(ascii: "~"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      }
    }
    let text = String(decoding: name, as: UTF8.self)
    guard name.count > 100 else { return text }
    return text.prefix(80) + "~~" + checksum(id)
  }

  private static let hexadecimal = Array("0123456789ABCDEF".utf8)

  /// The FNV-1a hash of a text in hexadecimal, without leading zeros.
  static func checksum(_ text: String) -> String {
    var hash = FNV1a()
    hash.combine(text)
    return String(hash.value, radix: 16, uppercase: true)
  }
}
