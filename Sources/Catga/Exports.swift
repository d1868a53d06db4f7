// `import Catga` is all a user writes: the core's words are part of this module.
@_exported public import CatgaCore
