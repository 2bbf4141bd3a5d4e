import Bayline
import BaylineWording

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension SystemError {
  /// A description: our own for common errors, the system's for others.
  func words(_ words: Glossary) -> String {
    switch number {
    case -1: words("文件夹及其子文件夹里没有 demand.json", "neither the folder nor its subfolders contain a demand.json")
    case ENOENT: words("没有这个文件或文件夹", "no such file or folder")
    case EACCES, EPERM: words("没有权限", "permission denied")
    case EISDIR: words("是文件夹，不是文件", "is a folder, not a file")
    case ENOTDIR: words("路径中有一段不是文件夹", "part of the path is not a folder")
    case ENOSPC, EDQUOT: words("磁盘已满", "the disk is full")
    case EBADF: words("没有打开", "it is closed")
    case EFBIG: words("文件过大", "the file is too large")
    case EROFS: words("文件系统只读", "the file system is read-only")
    case ENAMETOOLONG: words("名称太长", "the name is too long")
    default: strerror(number).map { String(cString: $0) } ?? "errno \(number)"
    }
  }
}
