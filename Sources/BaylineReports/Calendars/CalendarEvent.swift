import BaylineModel
import BaylineWording

/// One entry of a calendar.
struct CalendarEvent {
  /// The same for the same thing in every schedule of the site, whenever and by whomever it is done.
  var uid: String
  /// When it begins, civil time at the site.
  var start: CivilTime
  /// When it ends; at or before the start for a moment.
  var end: CivilTime
  /// What one sees in the calendar.
  var summary: String
  /// Where.
  var location: String
  /// All else, a line each.
  var description: [String]
  /// The kind of visit in words.
  var category: String
  /// Whether the person is free for other things meanwhile.
  var isFree = false
  /// What to say a day and an hour before; `nil` for no alarm.
  var reminder: String?
}

/// Ids in names of files and in UIDs: ASCII letters, digits, `-`, `_` and `~` alone.
enum SafeName {
  /// An id such that two different ones differ even where capitals do not count, as in file systems of Windows and
  /// macOS: `SA1` is `SA1`, `anna` is `_anna` (`_` goes from capitals to small letters and back), any other sign is
  /// `~` and its bytes of UTF-8 in hexadecimal.
  ///
  /// Ids of more than 100 bytes so written keep their first 80, and a checksum of 64 bits.
  static func of(_ id: String) -> String {
    var name: [UInt8] = []
    var isSmall = false
    for byte in id.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        name.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
        let small = byte >= UInt8(ascii: "a")
        if small != isSmall { name.append(UInt8(ascii: "_")) }
        isSmall = small
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

  /// A text's checksum, FNV-1a of 64 bits (Fowler, Noll and Vo), in hexadecimal.
  static func checksum(_ text: String) -> String {
    let sum: UInt64 = text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(sum, radix: 16, uppercase: true)
  }
}
