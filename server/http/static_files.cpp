#include "http/static_files.h"

#include <algorithm>
#include <cstdio>

namespace niangjia::http {
namespace {

constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json; charset=utf-8"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".wasm", "application/wasm"},
    {".txt", "text/plain; charset=utf-8"},
    {".map", "application/json"},
    {".pdf", "application/pdf"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
};

std::string type_of(std::string_view name) {
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return std::string(type);
  }
  return "application/octet-stream";
}

std::string etag_of(std::string_view bytes) {  // FNV-1a: tells two builds apart, protects nothing
  std::uint64_t hash = 14695981039346656037ull;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  char text[40];
  std::snprintf(text, sizeof text, "\"%zx-%016llx\"", bytes.size(), static_cast<unsigned long long>(hash));
  return text;
}

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string_view next_item(std::string_view& list) {
  const std::size_t comma = std::min(list.find(','), list.size());
  const std::string_view item = trim_blanks(list.substr(0, comma));
  list.remove_prefix(std::min(comma + 1, list.size()));
  return item;
}

bool is_refused(std::string_view item) {  // ";q=0", ";q=0.0", …
  const std::size_t q = item.find("q=");
  return q != std::string_view::npos && item.find_first_not_of("0. ", q + 2) == std::string_view::npos;
}

std::string_view without_weakness(std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  return etag;
}

}  // namespace

StaticFiles make_static_files(const std::vector<EmbeddedFile>& files) {
  StaticFiles made;
  for (const EmbeddedFile& file : files) {
    if (file.path.ends_with(".gz")) continue;
    const bool hashed =
        file.path.starts_with("assets/") || file.path.find("/assets/") != std::string_view::npos;
    made.emplace(file.path, StaticFile{type_of(file.path), file.bytes, {}, etag_of(file.bytes), hashed});
  }
  for (const EmbeddedFile& file : files) {
    if (!file.path.ends_with(".gz")) continue;
    const auto plain = made.find(file.path.substr(0, file.path.size() - 3));
    if (plain != made.end()) plain->second.gzip = file.bytes;
  }
  return made;
}

const StaticFile* find_static(const StaticFiles& files, std::string_view path) {
  if (path.starts_with("/api/") || path == "/api" || path.empty()) return nullptr;
  path.remove_prefix(1);
  if (const auto exact = files.find(path); exact != files.end()) return &exact->second;
  if (path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos) return nullptr;
  if (const auto own = files.find(std::string(path) + "/index.html"); own != files.end()) return &own->second;
  for (;;) {
    const std::size_t slash = path.rfind('/');
    const std::string folder(slash == std::string_view::npos ? "" : path.substr(0, slash + 1));
    const auto page = files.find(folder + "index.html");
    if (page != files.end()) return &page->second;
    if (slash == std::string_view::npos) break;
    path = path.substr(0, slash);
  }
  return nullptr;
}

bool accepts_gzip(std::string_view accept_encoding) {
  while (!accept_encoding.empty()) {
    const std::string_view item = next_item(accept_encoding);
    const std::string_view coding = trim_blanks(item.substr(0, item.find(';')));
    if (coding == "gzip" || coding == "*") return !is_refused(item);
  }
  return false;
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    const std::string_view item = next_item(if_none_match);
    if (item == "*" || without_weakness(item) == without_weakness(etag)) return true;
  }
  return false;
}

}  // namespace niangjia::http
