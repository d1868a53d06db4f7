// What this module holds is written while it is built: Plugins/ManyTypesPlugin.
