import BaylineFormats
import BaylineModel

extension DiagnosticText {
  /// Problems of the file and its JSON text; `nil` for any other.
  func syntax(_ problem: Diagnostic.Problem) -> Sentence? {
    switch problem {
    case .cannotRead(let reason):
      say(
        "文件无法读取（\(Self.shown(reason))）", "cannot be read (\(Self.shown(reason)))",
        fix: "请检查路径和权限", "check the path and the permissions")
    case .outsideFolder(let path):
      say(
        "\(quoted(path))不在给定的文件夹里", "\(quoted(path)) is not inside the given folder",
        fix: "请写相对于 --sites 的路径，不用 .. 或开头的斜线",
        "write a path relative to --sites, without .. and without a leading slash")
    case .emptyFile:
      say("文件是空的", "the file is empty", fix: "请换成正确的文件，或重新保存", "choose another file, or save it again")
    case .byteOrderMark:
      say(
        "文件以字节顺序标记（BOM）开头", "the file starts with a byte order mark",
        fix: "请另存为“UTF-8（无 BOM）”", "save it as UTF-8 without BOM")
    case .notUTF8:
      say(
        "此处不是 UTF-8 文字", "invalid UTF-8",
        fix: "请将文件另存为 UTF-8，不要用 GBK、ANSI 或 UTF-16", "save the file as UTF-8, not as GBK, ANSI or UTF-16")
    case .truncated:
      say(
        "内容不完整，提前结束", "unexpected end of file",
        fix: "请补上缺少的引号或括号，或重新获取完整文件", "close the open quote, bracket or brace, or get the complete file again"
      )
    case .textAfterEnd:
      say(
        "文档结束之后还有内容", "unexpected text after the end of the document",
        fix: "请删除，或移到最后的大括号之内", "remove it, or move it inside the last brace")
    case .unexpectedCharacter(let found, let expected): unexpected(quoted(found), expected)
    case .notANumber(let text):
      say(
        "\(text) 不是 JSON 数字", "\(text) is not a valid JSON number",
        fix: "请写数字，或删除该项", "write a number, or remove the member")
    case .badNumber:
      say(
        "数字写法不合 JSON 规定", "this is not a valid JSON number",
        fix: "请写成 12 或 -3 这样，不要前导零或孤立的小数点", "write it like 12 or -3, without leading zeros or a bare point")
    case .badEscape:
      say(
        "反斜杠之后不是 JSON 转义", "invalid escape sequence",
        fix: #"反斜杠请写 \\，换行写 \n，编码写 \u4f60"#,
        #"write \\ for a backslash, \n for a line break, \u4f60 for a code point"#)
    case .loneSurrogate:
      say(
        "这个转义只是半个字符", "unpaired surrogate",
        fix: "请写全两半，或直接用 UTF-8 写出该字", "write both halves, or the character itself in UTF-8")
    case .controlCharacter:
      say(
        "字符串里有换行、制表符或控制字符", "line break, tab or control character in a string",
        fix: #"请写 \n 或 \t，或先补上引号"#, #"write \n or \t, or close the quote before it"#)
    case .tooDeep(let limit):
      say(
        "括号嵌套超过 \(limit.value) 层", "brackets are nested more than \(limit.value) levels deep",
        fix: "请去掉多余的括号", "remove the extra brackets")
    case .duplicateMember(let name):
      say("同一对象里\(quoted(name))出现两次", "duplicate member \(quoted(name))", fix: "请只保留一个", "keep one of them")
    default: nil
    }
  }

  private func unexpected(_ found: String, _ expected: Diagnostic.ExpectedText) -> Sentence {
    switch expected {
    case .value:
      say(
        "\(found)不是值的开头", "expected a value, found \(found)",
        fix: "请写对象、列表、双引号文字、数字、true、false 或 null，并删除多余的逗号",
        "write an object, a list, a \"string\", a number, true, false or null, or remove the extra comma")
    case .memberName:
      say(
        "此处应是名称，却是\(found)", "expected a member name, found \(found)",
        fix: "名称请加英文双引号，并删除多余的逗号", "put the name in double quotes, or remove the extra comma")
    case .colon:
      say(
        "此处应是冒号，却是\(found)", "expected a colon, found \(found)",
        fix: "请写成 \"名称\": 值，冒号用英文半角", "write \"name\": value")
    case .missingSeparator:
      say(
        "此处应是逗号或右括号，却是\(found)", "expected a comma or a closing bracket, found \(found)",
        fix: "请补上英文逗号，或先关上括号", "add a comma, or close the bracket")
    }
  }
}
