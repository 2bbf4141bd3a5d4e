/// What a file is by its first bytes, whatever its name says.
enum FileKind: Hashable {
  /// A zip archive: a workbook of Excel 2007 or later, also as `.et` or `.xlsm`.
  case archive
  /// A compound file: a workbook of Excel 97 to 2003, also as `.et`.
  case compound
  /// Anything else, which is decoded as text first.
  case text
  /// Excel 5 to 95, or earlier.
  case oldExcel
  /// An OpenDocument spreadsheet.
  case openDocument
  /// A workbook in Excel's binary format of 2007.
  case binaryWorkbook
  /// A web page with its pictures in one file.
  case webArchive
  /// A page that only names the pages of its sheets.
  case pageOfFrames
  /// A page for printing, or a picture.
  case printed

  init(_ bytes: [UInt8]) {
    if ZipArchive.isArchive(bytes) {
      self = .archive
    } else if bytes.starts(with: CompoundFile.signature.prefix(4)) {
      self = .compound
    } else if bytes.count > 8, bytes[0] == 0x09, [0, 2, 4, 8].contains(bytes[1]), bytes[3] == 0, bytes[2] >= 4
    {
      // A bare record BOF, without a container.
      self = .oldExcel
    } else if Self.pictures.contains(where: bytes.starts) {
      self = .printed
    } else if bytes.starts(with: Array("MIME-Version:".utf8)) {
      self = .webArchive
    } else {
      self = .text
    }
  }

  private static let pictures: [[UInt8]] = [
    Array("%PDF".utf8), Array("\u{89}PNG".unicodeScalars.map { UInt8($0.value) }), [0xFF, 0xD8, 0xFF],
    Array("GIF8".utf8),
    Array("{\\rtf".utf8), Array("Rar!".utf8), [0x1F, 0x8B],
  ]

  /// The name for messages.
  var title: String {
    switch self {
    case .archive: "zip"
    case .compound: "OLE2"
    case .text: "text"
    case .oldExcel: "Excel 5.0/95"
    case .openDocument: "OpenDocument .ods"
    case .binaryWorkbook: ".xlsb"
    case .webArchive: "MHTML"
    case .pageOfFrames: "HTML frames"
    case .printed: "PDF"
    }
  }
}
