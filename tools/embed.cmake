# niangjia_embed(target name folder pattern…): puts files into the program as bytes. Makes a list
#   const std::vector<niangjia::EmbeddedFile>& embedded_<name>();
# whose paths are relative to `folder`. The list is made again when a file comes or goes.
function(niangjia_embed target name folder)
  set(files)
  foreach(pattern ${ARGN})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/${pattern})
    list(APPEND files ${found})
  endforeach()
  list(REMOVE_DUPLICATES files)
  list(SORT files)
  set(assembly ".section .rodata\n")
  set(rows "")
  set(declarations "")
  set(index 0)
  foreach(file ${files})
    string(APPEND assembly ".global ${name}_${index}\n.balign 16\n${name}_${index}:\n.incbin \"${folder}/${file}\"\n.global ${name}_${index}_end\n${name}_${index}_end:\n.byte 0\n")
    string(APPEND declarations "extern \"C\" const char ${name}_${index}[], ${name}_${index}_end[];\n")
    string(APPEND rows "      {\"${file}\", {${name}_${index}, static_cast<std::size_t>(${name}_${index}_end - ${name}_${index})}},\n")
    math(EXPR index "${index}+1")
  endforeach()
  string(APPEND assembly ".section .note.GNU-stack,\"\",%progbits\n")
  set(assembly_file ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.S)
  set(source_file ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cpp)
  file(CONFIGURE OUTPUT ${assembly_file} CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${source_file} CONTENT "#include \"base/embedded.h\"\n${declarations}
const std::vector<niangjia::EmbeddedFile>& embedded_${name}() {
  static const std::vector<niangjia::EmbeddedFile> files = {
${rows}  };
  return files;
}
" @ONLY)
  set(absolute)
  foreach(file ${files})
    list(APPEND absolute ${folder}/${file})
  endforeach()
  set_source_files_properties(${assembly_file} PROPERTIES OBJECT_DEPENDS "${absolute}")
  target_sources(${target} PRIVATE ${assembly_file} ${source_file})
endfunction()
