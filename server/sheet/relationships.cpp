#include "sheet/relationships.h"

#include "sheet/file_problems.h"

namespace niangjia::sheet {
namespace {

constexpr std::size_t max_entries = 10000;

std::string text_or_empty(const char* text) { return text == nullptr ? std::string() : std::string(text); }

std::string folder_of(std::string_view part) {
  std::size_t slash = part.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(part.substr(0, slash));
}

class RelationshipsPart final : public XmlHandler {
 public:
  explicit RelationshipsPart(std::string folder) : folder_(std::move(folder)) {}
  std::vector<Relationship> found;

 private:
  void start(std::string_view name, const char** attributes) override {
    if (name != "Relationship") return;
    if (found.size() >= max_entries) return refuse_with(refuse_bomb("relationships"));
    if (text_or_empty(find_attribute(attributes, "TargetMode")) == "External") return;
    found.push_back({text_or_empty(find_attribute(attributes, "Id")),
                     text_or_empty(find_attribute(attributes, "Type")),
                     resolve_target(folder_, text_or_empty(find_attribute(attributes, "Target")))});
  }
  void end(std::string_view) override {}
  std::string folder_;
};

}  // namespace

std::string resolve_target(std::string_view folder, std::string_view target) {
  bool is_absolute = !target.empty() && (target[0] == '/' || target[0] == '\\');
  std::string whole = is_absolute ? std::string(target) : std::string(folder) + "/" + std::string(target);
  std::vector<std::string> steps;
  std::string step;
  for (char c : whole + "/") {
    if (c != '/' && c != '\\') {
      step.push_back(c);
      continue;
    }
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.push_back(step);
    }
    step.clear();
  }
  std::string name;
  for (const std::string& one : steps) name += (name.empty() ? "" : "/") + one;
  return name;
}

bool has_type(const Relationship& relationship, std::string_view word) {
  std::string_view type = relationship.type;
  if (type.size() <= word.size() || !type.ends_with(word)) return false;
  return type[type.size() - word.size() - 1] == '/';
}

Result<std::vector<Relationship>> read_relationships(const ZipPackage& package, const std::string& part) {
  std::string folder = folder_of(part);
  std::string name = part.substr(folder.empty() ? 0 : folder.size() + 1);
  std::string file = (folder.empty() ? "" : folder + "/") + "_rels/" + name + ".rels";
  if (!package.has(file)) return std::vector<Relationship>();
  TRY(Part opened, package.part(file));
  RelationshipsPart handler(folder);
  XmlStream stream(handler);
  CHECK_OK(stream.parse(opened));
  return std::move(handler.found);
}

Result<void> WorkbookPart::load(Part& part) {
  XmlStream stream(*this);
  return stream.parse(part);
}

void WorkbookPart::start(std::string_view name, const char** attributes) {
  if (!saw_root_) {
    saw_root_ = true;
    is_workbook_ = name == "workbook";
    if (!is_workbook_) stop();
  } else if (name == "workbookPr") {
    std::string value = text_or_empty(find_attribute(attributes, "date1904"));
    epoch_1904_ = value == "1" || value == "true";
  } else if (name == "sheet") {
    if (sheets_.size() >= max_entries) return refuse_with(refuse_bomb("sheets"));
    std::string state = text_or_empty(find_attribute(attributes, "state"));
    sheets_.push_back({text_or_empty(find_attribute(attributes, "name")),
                       text_or_empty(find_attribute(attributes, "id")),
                       state == "hidden" || state == "veryHidden"});
  }
}

}  // namespace niangjia::sheet
