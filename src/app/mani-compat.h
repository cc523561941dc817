/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What GTK 4.8 and libadwaita 1.2 do in a way that later versions deprecate: the only place of
 * version conditions. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  MANI_CHOOSE_OPEN,
  MANI_CHOOSE_OPEN_SEVERAL,
  MANI_CHOOSE_SAVE,
  MANI_CHOOSE_FOLDER,
} ManiChoose;

/* @files: (element-type GFile): never empty; not called when the person cancelled. */
typedef void (*ManiChosen) (GListModel *files, gpointer user_data);

/**
 * mani_compat_choose:
 * @name: (nullable): the suggested name when saving
 * @filters: (nullable) (element-type GtkFileFilter): the first is the preset
 * @user_data: kept until the dialog is done; freed with @destroy
 *
 * The file chooser of the desktop.
 */
void mani_compat_choose (GtkWindow *parent,
                         ManiChoose what,
                         const char *title,
                         const char *accept,
                         const char *name,
                         GListModel *filters,
                         ManiChosen chosen,
                         gpointer user_data,
                         GDestroyNotify destroy);

/* One answer out of a few. */
typedef struct
{
  const char *id;
  const char *label;
  AdwResponseAppearance appearance;
} ManiAnswer;

/* @answered gets the id of the answer, @close when none was given. The last answer is the default.
 */
typedef void (*ManiAnswered) (const char *id, gpointer user_data);

void mani_compat_ask (GtkWindow *parent,
                      const char *heading,
                      const char *body,
                      const ManiAnswer *answers,
                      guint n_answers,
                      const char *close,
                      ManiAnswered answered,
                      gpointer user_data,
                      GDestroyNotify destroy);

typedef void (*ManiColorChosen) (const GdkRGBA *color, gpointer user_data);

/* Any colour, opaque; @chosen is not called when the person cancelled. */
void mani_compat_choose_color (GtkWindow *parent,
                               const char *title,
                               const GdkRGBA *color,
                               ManiColorChosen chosen,
                               gpointer user_data,
                               GDestroyNotify destroy);

void mani_compat_show_about (GtkWindow *parent);
void mani_compat_open_uri (GtkWindow *parent, const char *uri);
void mani_compat_load_css (GtkCssProvider *provider, const char *css);

G_END_DECLS
